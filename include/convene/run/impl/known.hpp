#pragma once

#include <convene/run/event.hpp>

#include <convene/model/process.hpp>

#include <algorithm>
#include <vector>

namespace convene::detail {

/// Whether everything that a command or a fact names is in the process.
class Known {
  public:
    explicit Known(const Process& process) : p_(process) {}

    // Commands.
    bool operator()(const Start& c) const {
        return std::ranges::all_of(c.given, [&](const Output& o) { return is(o.artifact); });
    }
    bool operator()(const Call& c) const { return is(c.activity) && is(c.by) && is_writable(c.at); }
    bool operator()(const Record& c) const { return is_quota(c.quota) && is(c.person); }
    bool operator()(const Staff& c) const {
        return is_cover(c.cover) && is(c.person) && is_writable(c.begin) && is_writable(c.end);
    }
    bool operator()(const Migrate& c) const { return are(c.kept) && are(c.again); }
    bool operator()(const Advance&) const { return true; }
    bool operator()(const Bind& c) const { return is(c.role) && is(c.person); }
    bool operator()(const Delegate& c) const {
        return is(c.from) && is(c.to) && is_writable(c.begin) && is_writable(c.end);
    }
    bool operator()(const Open& c) const { return is(c.activity) && is(c.by) && are(c.present); }
    bool operator()(const Close& c) const {
        return is(c.activity) && are(c.by) && is(c.return_to) &&
               std::ranges::all_of(c.outputs, [&](const Output& o) { return is(o.artifact); });
    }
    bool operator()(const Reaffirm& c) const { return is(c.activity) && is(c.by); }
    bool operator()(const Issue& c) const { return is(c.artifact) && is(c.by); }
    bool operator()(const Void& c) const { return is(c.artifact); }
    bool operator()(const Occur& c) const { return is(c.activity); }
    bool operator()(const Waive& c) const { return is(c.activity) && is(c.by); }

    // Facts.
    bool operator()(const Started&) const { return true; }
    bool operator()(const Bound& e) const { return is(e.role) && is(e.person); }
    bool operator()(const Delegated& e) const {
        return is(e.from) && is(e.to) && is_writable(e.begin) && is_writable(e.end);
    }
    bool operator()(const Opened& e) const { return is(e.activity) && is(e.by) && are(e.present); }
    bool operator()(const Closed& e) const { return is(e.activity) && are(e.by); }
    bool operator()(const Returned& e) const {
        return is(e.activity) && is(e.to) && are(e.by) &&
               std::ranges::any_of(p_.reworks(e.activity), [&](const Rework& r) { return r.to == e.to; });
    }
    bool operator()(const Reaffirmed& e) const { return is(e.activity) && is(e.by); }
    bool operator()(const Issued& e) const { return is(e.artifact); }
    bool operator()(const Voided& e) const { return is(e.artifact); }
    bool operator()(const Occurred& e) const { return is(e.activity); }
    bool operator()(const Waived& e) const { return is(e.activity) && is(e.by); }
    bool operator()(const HandedOver& e) const { return is(e.activity) && is(e.from) && is(e.to) && e.from != e.to; }
    bool operator()(const Recurred& e) const { return is(e.activity) && p_.cadence(e.activity); }
    bool operator()(const WarningDue& e) const { return is(e.activity); }
    bool operator()(const Breached& e) const { return is(e.activity); }
    bool operator()(const Called& e) const { return is(e.activity) && is(e.by) && is_writable(e.moment); }
    bool operator()(const Recorded& e) const { return is_quota(e.quota) && is(e.person); }
    bool operator()(const QuotaClosed& e) const {
        return is_quota(e.quota) && std::ranges::all_of(e.shortfalls, [&](const Shortfall& s) { return is(s.person); });
    }
    bool operator()(const Staffed& e) const {
        return is_cover(e.cover) && is(e.person) && is_writable(e.begin) && is_writable(e.end);
    }
    bool operator()(const Migrated& e) const { return are(e.kept) && are(e.again); }
    bool operator()(const Uncovered& e) const { return is_cover(e.cover) && is_writable(e.until); }

  private:
    [[nodiscard]] bool is_quota(std::uint32_t number) const { return number < p_.quotas().size(); }
    [[nodiscard]] bool is_cover(std::uint32_t number) const { return number < p_.covers().size(); }
    [[nodiscard]] bool is(ActivityId id) const { return id.index() < p_.activities().size(); }
    [[nodiscard]] bool is(ArtifactId id) const { return id.index() < p_.artifacts().size(); }
    [[nodiscard]] bool is(RoleId id) const { return id.index() < p_.roles().size(); }
    [[nodiscard]] bool is(PersonId id) const { return id.index() < p_.people().size(); }
    template <class IdType>
    [[nodiscard]] bool is(OptionalId<IdType> id) const {
        return !id || is(*id);
    }
    template <class IdType>
    [[nodiscard]] bool are(const std::vector<IdType>& ids) const {
        return std::ranges::all_of(ids, [&](IdType id) { return is(id); });
    }

    const Process& p_;
};

} // namespace convene::detail
