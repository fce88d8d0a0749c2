#pragma once

#include <convene/core/id.hpp>

namespace convene {

using ActivityId = Id<struct ActivityTag>;
using ArtifactId = Id<struct ArtifactTag>;
using AuthorityId = Id<struct AuthorityTag>;
using CalendarId = Id<struct CalendarTag>;
using CoverId = Id<struct CoverTag>;
using LevelId = Id<struct LevelTag>;
using MatterId = Id<struct MatterTag>;
using ParameterId = Id<struct ParameterTag>;
using PersonId = Id<struct PersonTag>;
using PhaseId = Id<struct PhaseTag>;
using QuotaId = Id<struct QuotaTag>;
using ResourceId = Id<struct ResourceTag>;
using RoleId = Id<struct RoleTag>;
using RuleId = Id<struct RuleTag>;
using SeparationId = Id<struct SeparationTag>;

} // namespace convene
