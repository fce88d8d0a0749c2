#include <convene/portfolio/impl/portfolio_level.ipp>
#include <convene/portfolio/impl/portfolio_load.ipp>
#include <convene/portfolio/impl/portfolio_schedule.ipp>
#include <convene/portfolio/impl/projects.ipp>
#include <convene/portfolio/impl/saved_portfolio_plan.ipp>
#include <convene/portfolio/impl/synthetic.ipp>
#include <convene/portfolio/impl/verify_portfolio.ipp>
