#include "plan.hpp"

#include <cstring>

namespace convene::python {

namespace {

constexpr std::array<const char*, plan_columns> column_names{
    "early_start", "early_finish", "late_start", "late_finish", "start", "finish", "total_float", "free_float"};

const void* data_of(const Schedule& s, PlanColumn column) {
    switch (column) {
    case PlanColumn::early_start: return s.early_starts().data();
    case PlanColumn::early_finish: return s.early_finishes().data();
    case PlanColumn::late_start: return s.late_starts().data();
    case PlanColumn::late_finish: return s.late_finishes().data();
    case PlanColumn::start: return s.starts().data();
    case PlanColumn::finish: return s.finishes().data();
    case PlanColumn::total_float: return s.total_floats().data();
    case PlanColumn::free_float: return s.free_floats().data();
    }
    return nullptr;
}

static_assert(sizeof(Instant) == sizeof(std::int64_t) && sizeof(Seconds) == sizeof(std::int64_t));

} // namespace

Plan::Plan(Process process, Schedule schedule)
    : Plan(std::move(process), std::make_shared<const Schedule>(std::move(schedule))) {}

Plan::Plan(Process process, std::shared_ptr<const Schedule> schedule) : state_(std::make_shared<State>()) {
    state_->process = std::move(process);
    state_->schedule = std::move(schedule);
}

Plan::Plan(Process process, PlanValues values) : state_(std::make_shared<State>()) {
    state_->process = std::move(process);
    state_->values = std::move(values);
}

const std::shared_ptr<const Schedule>& Plan::shared() const {
    const std::scoped_lock lock(state_->mutex);
    if (!state_->schedule)
        state_->schedule = std::make_shared<const Schedule>(unwrap(schedule(state_->process, state_->values->options)));
    return state_->schedule;
}

const void* Plan::data(PlanColumn column) const {
    if (state_->values) return state_->values->columns[static_cast<std::size_t>(column)].data();
    return data_of(*state_->schedule, column);
}

std::int64_t Plan::value(PlanColumn column, ActivityId activity) const {
    std::int64_t out = 0;
    std::memcpy(&out, static_cast<const char*>(data(column)) + activity.index() * sizeof(out), sizeof(out));
    return out;
}

Column Plan::column(PlanColumn column) const {
    const auto type = column >= PlanColumn::total_float ? ColumnType::seconds : ColumnType::instant;
    return {column_names[static_cast<std::size_t>(column)], type, state_, data(column), size()};
}

Columns Plan::columns() const {
    {
        const std::scoped_lock lock(state_->mutex);
        if (!state_->keys) {
            TextBuffer keys;
            for (const auto id : process().activities().ids()) keys.add(process().key(id));
            state_->keys = std::make_shared<const TextBuffer>(std::move(keys));
        }
    }
    Columns all{{{"activity", ColumnType::text, state_, state_->keys.get(), size()}}, size()};
    for (std::size_t i = 0; i < plan_columns; ++i) all.columns.push_back(column(static_cast<PlanColumn>(i)));
    return all;
}

PlanValues Plan::values() const {
    if (state_->values) return *state_->values;
    const auto& s = *state_->schedule;
    PlanValues out{{}, {s.broken().begin(), s.broken().end()}, s.project_start(), s.project_finish(), s.options()};
    for (std::size_t i = 0; i < plan_columns; ++i) {
        out.columns[i].resize(size());
        if (size() > 0)
            std::memcpy(out.columns[i].data(), data(static_cast<PlanColumn>(i)), size() * sizeof(std::int64_t));
    }
    return out;
}

const ScheduleOptions& Plan::options() const {
    return state_->values ? state_->values->options : state_->schedule->options();
}

std::vector<BrokenBound> Plan::broken() const {
    if (state_->values) return state_->values->broken;
    return {state_->schedule->broken().begin(), state_->schedule->broken().end()};
}

Instant Plan::project_start() const {
    return state_->values ? state_->values->project_start : state_->schedule->project_start();
}

Instant Plan::project_finish() const {
    return state_->values ? state_->values->project_finish : state_->schedule->project_finish();
}

bool operator==(const Plan& a, const Plan& b) {
    if (a.size() != b.size() || a.broken() != b.broken()) return false;
    for (std::size_t i = 0; i < plan_columns && a.size() > 0; ++i) {
        const auto c = static_cast<PlanColumn>(i);
        if (std::memcmp(a.data(c), b.data(c), a.size() * sizeof(std::int64_t)) != 0) return false;
    }
    return true;
}

void check_plan(const Process& process, const Plan& plan) {
    if (process.activities().size() != plan.size()) throw py::value_error("the schedule is that of another process");
}

py::tuple state_of(const Plan& plan) {
    auto values = plan.values();
    py::list columns;
    for (auto& column : values.columns) {
        auto owner = std::make_shared<const std::vector<std::int64_t>>(std::move(column));
        columns.append(to_numpy({"", ColumnType::seconds, owner, owner->data(), owner->size()}).attr("view")("int64"));
    }
    return py::make_tuple(columns, values.broken, values.project_start, values.project_finish, values.options);
}

Plan restored_plan(const Process& process, const py::tuple& state) {
    PlanValues values{{},
                      state[1].cast<std::vector<BrokenBound>>(),
                      state[2].cast<Instant>(),
                      state[3].cast<Instant>(),
                      state[4].cast<ScheduleOptions>()};
    for (std::size_t i = 0; i < plan_columns; ++i) {
        const auto column = state[0][py::int_(i)].cast<py::array_t<std::int64_t, py::array::c_style>>();
        values.columns[i].assign(column.data(), column.data() + column.size());
        if (values.columns[i].size() != process.activities().size())
            throw py::value_error("the schedule is that of another process");
    }
    return {process, std::move(values)};
}

} // namespace convene::python
