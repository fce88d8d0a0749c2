#pragma once

#include <convene/run/state.hpp>

namespace convene::io::detail {

// The members of each part of a state, in the order in which they are written. `a(members...)` takes each.

void state_members(auto& a, auto& s)
    requires requires { s.resolution; }
{
    a(s.resolution, s.revision, s.digest);
}
void state_members(auto& a, auto& s)
    requires requires { s.record_digest; }
{
    a(s.open, s.stands, s.fresh, s.outcome, s.told, s.excused, s.round, s.record, s.record_digest, s.pending, s.missed,
      s.opener, s.adjourned, s.called, s.opened, s.closed, s.available, s.occurrence);
}
void state_members(auto& a, auto& s)
    requires(
        requires { s.told; } && !requires { s.record_digest; })
{
    a(s.at, s.told);
}
void state_members(auto& a, auto& s)
    requires requires { s.from; }
{
    a(s.from, s.to, s.begin, s.end);
}
void state_members(auto& a, auto& s)
    requires requires { s.done; }
{
    a(s.begin, s.done, s.before);
}
void state_members(auto& a, auto& s)
    requires requires { s.cover; }
{
    a(s.cover, s.person, s.begin, s.end);
}
void state_members(auto& a, auto& s)
    requires requires { s.artifacts; }
{
    a(s.seq, s.time, s.started, s.round, s.artifacts, s.activities, s.basis, s.returns, s.bound, s.handed_to,
      s.delegations, s.quotas, s.covered, s.shifts, s.performers, s.requests);
}

/// The greatest value of each enum of a state.
constexpr std::uint64_t last_of(Resolution) { return 2; }
constexpr std::uint64_t last_of(Outcome) { return 3; }
constexpr std::uint64_t last_of(Told) { return 2; }

} // namespace convene::io::detail
