#pragma once

#include "reader.hpp"

/// What stands in the lists of a process file, and goes to the builder.
namespace convene::io::detail::parts {

extern const Shape artifact;
extern const Shape attendance;
extern const Shape authority;
extern const Shape cover;
extern const Shape tier;
extern const Shape parameter;
extern const Shape person;
extern const Shape phase;
extern const Shape quota;
extern const Shape resource;
extern const Shape role;
extern const Shape separation;

} // namespace convene::io::detail::parts
