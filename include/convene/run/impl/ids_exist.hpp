#pragma once

#include <convene/run/event.hpp>

#include <convene/model/process.hpp>

#include <algorithm>
#include <vector>

namespace convene::detail {

/// Whether everything that a command or a fact names is in the process.
class IdsExist {
  public:
    explicit IdsExist(const Process& process) : p_(process) {}

    // Commands.
    bool operator()(const command::Start& c) const {
        return std::ranges::all_of(c.given, [&](const Output& o) { return is(o.artifact); });
    }
    bool operator()(const command::Call& c) const { return is(c.activity) && is(c.by) && is_writable(c.at); }
    bool operator()(const command::Record& c) const { return is(c.quota) && is(c.person); }
    bool operator()(const command::Staff& c) const {
        return is(c.cover) && is(c.person) && is_writable(c.begin) && is_writable(c.end);
    }
    bool operator()(const command::Migrate& c) const { return are(c.kept) && are(c.again); }
    bool operator()(const command::Advance&) const { return true; }
    bool operator()(const command::Bind& c) const { return is(c.role) && is(c.person); }
    bool operator()(const command::Delegate& c) const {
        return is(c.from) && is(c.to) && is_writable(c.begin) && is_writable(c.end);
    }
    bool operator()(const command::Open& c) const { return is(c.activity) && is(c.by) && are(c.present); }
    bool operator()(const command::Close& c) const {
        return is(c.activity) && are(c.by) && is(c.return_to) &&
               std::ranges::all_of(c.outputs, [&](const Output& o) { return is(o.artifact); });
    }
    bool operator()(const command::Reaffirm& c) const { return is(c.activity) && is(c.by); }
    bool operator()(const command::Issue& c) const { return is(c.artifact) && is(c.by); }
    bool operator()(const command::Void& c) const { return is(c.artifact); }
    bool operator()(const command::Occur& c) const { return is(c.activity) && is_writable(c.at); }
    bool operator()(const command::Waive& c) const { return is(c.activity) && is(c.by); }

    // Facts.
    bool operator()(const event::Started&) const { return true; }
    bool operator()(const event::Bound& e) const { return is(e.role) && is(e.person); }
    bool operator()(const event::Delegated& e) const {
        return is(e.from) && is(e.to) && is_writable(e.begin) && is_writable(e.end);
    }
    bool operator()(const event::Opened& e) const { return is(e.activity) && is(e.by) && are(e.present); }
    bool operator()(const event::Closed& e) const { return is(e.activity) && are(e.by); }
    bool operator()(const event::Returned& e) const {
        return is(e.activity) && is(e.to) && are(e.by) &&
               std::ranges::any_of(p_.reworks(e.activity), [&](const Rework& r) { return r.to == e.to; });
    }
    bool operator()(const event::Reaffirmed& e) const { return is(e.activity) && is(e.by); }
    bool operator()(const event::Issued& e) const { return is(e.artifact); }
    bool operator()(const event::Voided& e) const { return is(e.artifact); }
    bool operator()(const event::Occurred& e) const { return is(e.activity); }
    bool operator()(const event::Waived& e) const { return is(e.activity) && is(e.by); }
    bool operator()(const event::HandedOver& e) const {
        return is(e.activity) && is(e.from) && is(e.to) && e.from != e.to;
    }
    bool operator()(const event::Recurred& e) const { return is(e.activity) && p_.cadence(e.activity); }
    bool operator()(const event::WarningDue& e) const { return is(e.activity); }
    bool operator()(const event::Breached& e) const { return is(e.activity); }
    bool operator()(const event::Called& e) const { return is(e.activity) && is(e.by) && is_writable(e.moment); }
    bool operator()(const event::Lapsed& e) const { return is(e.activity) && p_.cadence(e.activity); }
    bool operator()(const event::Adjourned& e) const { return is(e.activity); }
    bool operator()(const event::Advanced&) const { return true; }
    bool operator()(const event::Recorded& e) const { return is(e.quota) && is(e.person); }
    bool operator()(const event::QuotaClosed& e) const {
        return is(e.quota) && std::ranges::all_of(e.shortfalls, [&](const Shortfall& s) { return is(s.person); });
    }
    bool operator()(const event::Staffed& e) const {
        return is(e.cover) && is(e.person) && is_writable(e.begin) && is_writable(e.end);
    }
    bool operator()(const event::Migrated& e) const { return are(e.kept) && are(e.again); }
    bool operator()(const event::Uncovered& e) const { return is(e.cover) && is_writable(e.until); }

  private:
    [[nodiscard]] bool is(QuotaId id) const { return id.index() < p_.quotas().size(); }
    [[nodiscard]] bool is(CoverId id) const { return id.index() < p_.covers().size(); }
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
