#pragma once
/// \file
/// Declares the types of schedule without defining them, for headers that only pass them on.

#include <convene/model/fwd.hpp>

#include <cstdint>

namespace convene {

class Prepared;
class Schedule;

struct Conflict;
struct ConflictPart;
struct ExplanationStep;
struct FloatPath;
struct Network;
struct PhaseDates;
struct ScheduleOptions;

enum class DateKind : std::uint8_t;
enum class OnConflict : std::uint8_t;

} // namespace convene
