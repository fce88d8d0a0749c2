#include "live.hpp"
#include <functions.inc>
