#pragma once
/// \file
/// Declares the types of model without defining them, for headers that only pass them on.

#include <convene/model/ids.hpp>

#include <cstdint>

namespace convene {

class Process;
class ProcessBuilder;

struct Activity;
struct Artifact;
struct CalendarEntry;
struct Constraint;
struct Duty;
struct Person;
struct Phase;
struct Progress;
struct Resource;
struct Role;
struct Rule;
struct Separation;

enum class ActivityKind : std::uint8_t;
enum class ConstraintKind : std::uint8_t;
enum class Direction : std::uint8_t;
enum class DutyKind : std::uint8_t;
enum class Edge : std::uint8_t;

} // namespace convene
