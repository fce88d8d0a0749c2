#pragma once

#include "drafts.hpp"

#include <convene/core/diagnostic.hpp>
#include <convene/io/read_process.hpp>
#include <convene/model/builder.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace convene::io::detail {

class Reader;
struct ObjectType;

/// A phrase of a sentence, in both languages.
struct Phrase {
    std::string_view en;
    std::string_view zh;

    [[nodiscard]] Text text() const { return {{"en", en}, {"zh", zh}}; }
};

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

/// Reads one text: keeps track of where in it we are, compares what comes with the shapes, and collects the faults.
class Reader {
  public:
    Reader(const ReadOptions& options, const Shape& root) : options_(options), root_(root), builder_("") {
        frames_.reserve(options.limits.depth);
    }

    /// Reads everything. Afterwards `stopped()` says whether the text ended early.
    void run(std::string_view text);
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
    /// The builder, told where in the text what follows stands.
    [[nodiscard]] ProcessBuilder& builder(Origin at) { return builder_.at(at); }
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
    [[nodiscard]] std::vector<CalendarDraft>& calendars() { return calendars_; }
    [[nodiscard]] std::vector<Ref>& imports() { return imports_; }
    /// Gives up on the text: it is of another format.
    void stop_at_format(Origin at, std::string_view found);

    [[nodiscard]] const ReadOptions& options() const { return options_; }
    [[nodiscard]] Diagnostics take_faults();
    /// Remembers that in the object that begins at `object`, a reference stands at `at`.
    void remember(Origin object, Origin at) { references_.push_back({object, at}); }
    /// Adds the builder's findings. What it says of ids has been told already, better located; and a bad reference in
    /// an object is told where it stands rather than where the object begins.
    void add_findings(Diagnostics found, std::string_view text);

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
    void refine(Diagnostic& finding, std::string_view text) const;
    void check_escaped(std::string_view& content, Origin at);

    const ReadOptions& options_;
    const Shape& root_;
    ProcessBuilder builder_;
    Drafts drafts_;
    std::vector<CalendarDraft> calendars_;
    std::size_t text_size_ = 0;
    std::size_t activities_ = 0;
    Origin first_activity_ = 0;
    std::vector<Ref> imports_;

    std::vector<Frame> frames_;
    std::size_t skipping_ = 0; // lists and objects inside a value that is skipped
    std::string free_key_;
    std::string cleaned_;
    bool stopped_ = false;
    bool other_format_ = false;

    struct Reference {
        Origin object;
        Origin at;
    };
    std::vector<Reference> references_;

    Diagnostics faults_;
    std::size_t dropped_ = 0;
};

// What a process file and a calendar file are, and their parts.
extern const Shape process_file;
extern const Shape calendar_file;
extern const ObjectType activity_type;
extern const ObjectType artifact_type;
extern const ObjectType attendance_type;
extern const ObjectType authority_type;
extern const ObjectType calendar_type;
extern const ObjectType cover_type;
extern const ObjectType level_type;
extern const ObjectType parameter_ref_type;
extern const ObjectType parameter_type;
extern const ObjectType person_type;
extern const ObjectType resource_type;
extern const ObjectType phase_type;
extern const ObjectType quota_type;
extern const ObjectType role_type;
extern const ObjectType rule_type;
extern const ObjectType separation_type;
extern const ObjectType wordings_type;

} // namespace convene::io::detail
