#pragma once

#include <convene/core/id.hpp>

namespace convene {

using ActivityId = Id<struct ActivityTag>;
using ArtifactId = Id<struct ArtifactTag>;
using CalendarId = Id<struct CalendarTag>;
using CoverId = Id<struct CoverTag>;
using ParameterId = Id<struct ParameterTag>;
using PersonId = Id<struct PersonTag>;
using PhaseId = Id<struct PhaseTag>;
using QuotaId = Id<struct QuotaTag>;
using ResourceId = Id<struct ResourceTag>;
using RoleId = Id<struct RoleTag>;
using RuleId = Id<struct RuleTag>;
using SeparationId = Id<struct SeparationTag>;
using TierId = Id<struct TierTag>;

} // namespace convene
