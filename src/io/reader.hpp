#pragma once

#include "calendar_drafts.hpp"
#include "extra_text.hpp"
#include "portfolio_drafts.hpp"

#include <convene/core/diagnostic.hpp>
#include <convene/io/read_process.hpp>
#include <convene/model/builder.hpp>
#include <convene/model/detail/draft.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace convene::io::detail {

class Reader;
struct ObjectType;

using convene::detail::Phrase;

/// A value of the text that is neither a list nor an object.
struct Scalar {
    enum class Kind : std::uint8_t { string, number, boolean, null };
    Kind kind;
    /// The content of a string, or a number as it is written.
    std::string_view text = {};
    bool truth = false;
    Origin at = 0;
};

/// What came of reading a value: it is there; it had the right type but a fault, which was told; it has another type.
enum class Took : std::uint8_t { good, faulty, other_type };

/// What may stand in some place of the text, and what becomes of it.
struct Shape {
    /// "a date", and of several "dates".
    Phrase one;
    Phrase many;
    /// Reads a scalar; null if none may stand here.
    Took (*scalar)(Reader&, const Scalar&) = nullptr;
    /// The object that may stand here, if any.
    const ObjectType* object = nullptr;
    /// What the elements of a list are, if one may stand here.
    const Shape* element = nullptr;
    /// Called when the list begins.
    void (*begin)(Reader&) = nullptr;
    /// Called when the object or list has been read.
    void (*close)(Reader&) = nullptr;
    /// Takes any object, as it is.
    void (*free)(Reader&, Extra&&) = nullptr;
};

/// A key of an object, and its value.
struct Field {
    std::string_view key;
    Shape shape;
    bool required = false;
};

/// What an object is made of.
struct ObjectType {
    /// "role".
    Phrase word;
    std::span<const Field> fields;
    void (*begin)(Reader&, Origin) = nullptr;
    /// Called when the object has been read, unless something required is missing. An object that others refer to is
    /// also ended if it has no more than its id, so that they don't refer to nothing.
    void (*end)(Reader&) = nullptr;
    bool referenced = false;
    /// What findings inside call it, once that is known; null if it is part of another thing.
    Text (*name)(Reader&) = nullptr;
    /// The value of keys that no field has, where such keys are free.
    const Field* others = nullptr;
    bool (*is_other)(std::string_view key) = nullptr;

    /// The field with this key; null if there is none.
    [[nodiscard]] const Field* find(std::string_view key) const {
        for (std::size_t at = hash(key);; ++at) {
            const auto slot = slots_[at % slots_.size()];
            if (slot == 0) return nullptr;
            if (fields[slot - 1U].key == key) return &fields[slot - 1U];
        }
    }
    [[nodiscard]] std::uint64_t bit(const Field* field) const { return std::uint64_t{1} << (field - fields.data()); }
    [[nodiscard]] std::uint64_t required() const { return required_; }

    constexpr ObjectType with_index() const {
        auto indexed = *this;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            auto at = hash(fields[i].key);
            while (indexed.slots_[at % slots_.size()] != 0) ++at;
            indexed.slots_[at % slots_.size()] = static_cast<std::uint8_t>(i + 1);
            if (fields[i].required) indexed.required_ |= std::uint64_t{1} << i;
        }
        return indexed;
    }

    // Not for others: set by with_index.
    std::array<std::uint8_t, 128> slots_{};
    std::uint64_t required_ = 0;

  private:
    static constexpr std::size_t hash(std::string_view key) {
        if (key.empty()) return 0;
        const auto byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(key[i])); };
        return 7 * key.size() + 31 * byte(0) + 5 * byte(key.size() / 2) + byte(key.size() - 1);
    }
};

/// A text in several languages, while it is read.
struct Wordings {
    Text text = {};
};

/// The title of a matter that is written as wordings; `origin` is where the first of them stands.
struct MatterWordings {
    Text text = {};
    Origin origin = 0;
};

/// The parameter that gives a span.
struct ParameterRef {
    Key parameter = {};
};

struct ActivityDraft {
    std::string key = {};
    ActivityKind kind = ActivityKind::task;
    std::optional<ActivityBuilder> builder = {};
};

/// A rule, or an entry of `after` or `before`, whose activity is `from`.
struct RuleDraft {
    Key from = {};
    Key to = {};
    Lag lag = {};
    Key calendar = {};
    Origin origin = 0;
};

/// What has been read of the object at hand, until it ends and goes to the builder.
using Drafts =
    std::tuple<Wordings, MatterWordings, ParameterRef, ActivityDraft, RuleDraft, DutySpec, NeedSpec, MatterSpec,
               Constraint, Progress, Measure, ReworkSpec, HandoverSpec, Cadence, ServiceLevelSpec, Tier, Parameter,
               RoleSpec, CapacityChange, ResourceSpec, PersonSpec, Absence, PhaseSpec, ArtifactSpec, AuthoritySpec,
               QuotaSpec, CoverSpec, AttendanceSpec, SeparationSpec, SeparationSpec::Part, Rounds, SizesDraft,
               CoverageDraft, ExceptionDraft, CalendarDraft, ProjectDraft, LinkDraft>;

/// Reads one text: keeps track of where in it we are, compares what comes with the shapes, and collects the faults.
class Reader {
  public:
    Reader(const ReadOptions& options, const Shape& root) : options_(options), root_(root), builder_("") {
        frames_.reserve(options.limits.depth);
    }

    /// Reads everything from the byte `from` on. Afterwards `stopped()` says whether the text ended early.
    void run(std::string_view text, std::size_t from = 0);
    /// The process that has been read, unless there are faults: here, or in files that it imports (`elsewhere`).
    [[nodiscard]] std::optional<Process> finish_process(Diagnostics& elsewhere);
    [[nodiscard]] bool is_fine() const { return faults_.empty(); }
    [[nodiscard]] bool stopped() const { return stopped_; }

    // What the parser sees.
    bool begin_object(std::uint32_t offset);
    bool end_object(std::uint32_t offset);
    bool begin_list(std::uint32_t offset);
    bool end_list(std::uint32_t offset);
    bool key(std::string_view key, std::uint32_t offset, bool escaped);
    bool string(std::string_view content, std::uint32_t offset, bool escaped);
    bool number(std::string_view digits, std::uint32_t offset);
    bool boolean(bool value, std::uint32_t offset);
    bool null(std::uint32_t offset);

    // What shapes do.
    [[nodiscard]] ProcessBuilder& builder() { return builder_; }
    /// What the builder holds.
    [[nodiscard]] convene::detail::ProcessDraft& process() { return convene::detail::DraftAccess::draft(builder_); }
    /// The activity that is being read.
    [[nodiscard]] ActivityBuilder& activity() { return *draft<ActivityDraft>().builder; }
    template <class T>
    [[nodiscard]] T& draft() {
        return std::get<T>(drafts_);
    }
    void fault(Code code, Origin at, std::vector<Text> arguments = {}, std::string suggestion = {});
    /// The faults of a function of the library, which don't know where they stand.
    void faults(Diagnostics found, Origin at);
    /// Tells the builder from time to time how many activities the text probably holds.
    void count_activity(Origin at);
    /// The key whose value, or list of values, is being read.
    [[nodiscard]] std::string_view current_key() const;
    /// The same where the keys are free, such as a language.
    [[nodiscard]] const std::string& free_key() const { return free_key_; }
    /// Whether the object at hand has had this key, one of its type.
    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] std::vector<CalendarDraft>& calendars() { return calendars_; }
    [[nodiscard]] std::vector<Key>& imports() { return imports_; }
    /// Gives up on the text: it is of another format.
    void stop_at_format(Origin at, std::string_view found);

    [[nodiscard]] const ReadOptions& options() const { return options_; }
    [[nodiscard]] Diagnostics take_faults();
    /// Adds the builder's findings. What it says of ids has been told already, better located.
    void add_findings(Diagnostics found);

  private:
    /// An object or list that is being read.
    struct Frame {
        const Shape* shape;
        const ObjectType* type; // null: a list
        const Field* field;     // whose value comes next; null: skip it
        std::uint64_t seen;
        std::uint64_t good;
        Origin at;
        std::uint32_t first_fault;
    };

    [[nodiscard]] const Shape* expected() const;
    bool scalar(const Scalar& value);
    void wrong_type(const Shape& shape, Origin at, Phrase found);
    void opened(const Shape& shape, const ObjectType* type, Origin at);
    void mark_good();
    void unknown_key(Frame& frame, std::string_view key, Origin at);
    void check_required(const Frame& frame);
    void name_faults(const Frame& frame);
    bool begin_free(const Shape& shape, Origin at);
    void end_free();
    void check_escaped(std::string_view& content, Origin at);

    const ReadOptions& options_;
    const Shape& root_;
    ProcessBuilder builder_;
    Drafts drafts_;
    std::vector<CalendarDraft> calendars_;
    std::size_t text_size_ = 0;
    std::size_t activities_ = 0;
    Origin first_activity_ = 0;
    std::vector<Key> imports_;

    std::vector<Frame> frames_;
    std::size_t skipping_ = 0; // lists and objects inside a value that is skipped or free
    std::optional<ExtraText> extra_;
    const Shape* extra_shape_ = nullptr;
    std::string free_key_;
    std::string cleaned_;
    bool stopped_ = false;
    bool other_format_ = false;

    Diagnostics faults_;
    std::size_t dropped_ = 0;
};

// What a process file and a calendar file are, and their parts.
extern const Shape process_file;
extern const Shape calendar_file;
extern const ObjectType activity_type;
extern const ObjectType calendar_type;
extern const ObjectType process_type;
extern const ObjectType parameter_ref_type;
extern const ObjectType rule_type;
extern const ObjectType wordings_type;

} // namespace convene::io::detail
