#include <convene/run/impl/agenda.ipp>
#include <convene/run/impl/decide.ipp>
#include <convene/run/impl/forecast.ipp>
#include <convene/run/impl/instance.ipp>
#include <convene/run/impl/plan.ipp>
#include <convene/run/impl/refusal.ipp>
#include <convene/run/impl/why.ipp>
