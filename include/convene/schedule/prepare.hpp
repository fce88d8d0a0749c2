#pragma once

#include <convene/core/result.hpp>
#include <convene/schedule/detail/prepared_data.hpp>

#include <memory>

namespace convene {

/// A process ready to be scheduled: compiled once, and kept by everything that is computed from it.
///
/// An immutable value that owns its process. Copies share everything, so a copy costs two words; any number of threads
/// may read one.
class Prepared {
  public:
    explicit Prepared(std::shared_ptr<const detail::PreparedData> data) : data_(std::move(data)) {}
    // Moving copies, so a moved-from object keeps its value.
    Prepared(const Prepared&) = default;
    Prepared& operator=(const Prepared&) = default;
    ~Prepared() = default;

    [[nodiscard]] const Process& process() const& { return data_->process; }
    /// The options in force: those given, with absent values taken from the process.
    [[nodiscard]] const ScheduleOptions& options() const& { return data_->options; }
    /// The topology; one object, shared by everything prepared from the same process.
    [[nodiscard]] const Network& network() const& { return *data_->network; }
    /// Durations and dates.
    [[nodiscard]] const Bounds& bounds() const& { return data_->bounds; }
    /// Nothing unfinished starts before this: the start, or the status date if that is later. When scheduling
    /// backwards, and the start is not known yet, the finish.
    [[nodiscard]] CONVENE_DECL Instant base() const;

    [[nodiscard]] const detail::PreparedData& data() const& { return *data_; }

    // Views of a temporary would dangle.
    void process() const&& = delete;
    void options() const&& = delete;
    void network() const&& = delete;
    void bounds() const&& = delete;
    void data() const&& = delete;

  private:
    std::shared_ptr<const detail::PreparedData> data_;
};

/// Compiles a process.
///
/// Errors: `no_start`, if neither the options nor the process say when it starts or finishes; `cycle`, one for each
/// group of activities that wait for each other; `unknown_id` for each activity in the options that the process does
/// not have. O(activities + rules + artifact links).
[[nodiscard]] CONVENE_DECL Result<Prepared> prepare(const Process& process, const ScheduleOptions& options = {});

/// The same process under other options: the network is shared and never compiled again. What `options` leave open is
/// taken from the process. Errors: `no_start`, `unknown_id`.
[[nodiscard]] CONVENE_DECL Result<Prepared> prepare(const Prepared& prepared, const ScheduleOptions& options);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/schedule/impl/prepare.ipp>
#endif
