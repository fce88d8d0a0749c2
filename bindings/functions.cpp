#include "builder.hpp"
#include "live.hpp"
#include "portfolio.hpp"
#include <functions.inc>
