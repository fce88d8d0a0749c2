#include "record.hpp"
#include <records_1.inc>
