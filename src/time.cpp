#include <convene/time/impl/calendar.ipp>
#include <convene/time/impl/instant.ipp>
#include <convene/time/impl/months.ipp>
#include <convene/time/impl/recurrence.ipp>
#include <convene/time/impl/shift.ipp>
#include <convene/time/impl/span.ipp>
#include <convene/time/impl/work_table.ipp>
