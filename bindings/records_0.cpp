#include "record.hpp"
#include <records_0.inc>
