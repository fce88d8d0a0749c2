#include "portfolio.hpp"

namespace convene::python {

namespace {

struct ColumnsOf {
    std::shared_ptr<const PortfolioColumns> values;

    [[nodiscard]] Columns columns() const {
        const auto& v = *values;
        const auto size = v.start.size();
        const auto column = [&](const char* name, const auto& data) {
            using T = typename std::remove_cvref_t<decltype(data)>::value_type;
            const auto type = std::is_same_v<T, Instant>   ? ColumnType::instant
                              : std::is_same_v<T, Seconds> ? ColumnType::seconds
                                                           : ColumnType::number;
            return Column{name, type, values, data.data(), size};
        };
        return {{column("project", v.project), column("activity", v.activity), column("early_start", v.early_start),
                 column("early_finish", v.early_finish), column("late_start", v.late_start),
                 column("late_finish", v.late_finish), column("start", v.start), column("finish", v.finish),
                 column("total_float", v.total_float), column("free_float", v.free_float)},
                size};
    }
};

/// The first two columns: the keys of the project and of the activity in each row.
template <class ProcessOf>
std::vector<Column> key_columns(const Portfolio& portfolio, ProcessOf process_of) {
    auto projects = std::make_shared<TextBuffer>();
    auto activities = std::make_shared<TextBuffer>();
    for (const auto id : portfolio.projects().ids()) {
        const Process& process = process_of(id);
        for (const auto activity : process.activities().ids()) {
            projects->add(portfolio[id].key);
            activities->add(process.key(activity));
        }
    }
    const auto size = projects->offsets.size() - 1;
    return {{"project", ColumnType::text, projects, projects.get(), size},
            {"activity", ColumnType::text, activities, activities.get(), size}};
}

} // namespace

std::shared_ptr<const PortfolioColumns> columns_of(const Dates& dates) {
    PortfolioColumns out;
    for (std::uint32_t p = 0; p < dates.projects.size(); ++p) {
        const auto plan = dates.projects[p].plan();
        for (std::uint32_t a = 0; a < plan.size(); ++a) {
            out.project.push_back(p);
            out.activity.push_back(a);
        }
        const auto add = [&](auto& to, PlanColumn column) {
            using T = typename std::remove_cvref_t<decltype(to)>::value_type;
            const auto* from = static_cast<const T*>(plan.data(column));
            to.insert(to.end(), from, from + plan.size());
        };
        add(out.early_start, PlanColumn::early_start);
        add(out.early_finish, PlanColumn::early_finish);
        add(out.late_start, PlanColumn::late_start);
        add(out.late_finish, PlanColumn::late_finish);
        add(out.start, PlanColumn::start);
        add(out.finish, PlanColumn::finish);
        add(out.total_float, PlanColumn::total_float);
        add(out.free_float, PlanColumn::free_float);
    }
    return std::make_shared<const PortfolioColumns>(std::move(out));
}

Columns table_of(const Dates& dates) {
    auto all = ColumnsOf{columns_of(dates)}.columns();
    auto keys = key_columns(*dates.portfolio,
                            [&](ProjectId id) -> const Process& { return dates.projects[id.index()].process(); });
    std::ranges::move(keys, all.columns.begin());
    return all;
}

Columns table_of(const PlanOf& plan) {
    Columns all{
        key_columns(*plan.portfolio, [&](ProjectId id) -> const Process& { return (*plan.levelled_by)[id.index()]; }),
        0};
    all.size = all.columns.front().size;
    const auto add = [&](const char* name, const std::vector<Instant> Levelled::*values) {
        auto column = std::make_shared<std::vector<Instant>>();
        column->reserve(all.size);
        for (const auto& project : plan->projects) {
            const auto& part = (*project).*values;
            column->insert(column->end(), part.begin(), part.end());
        }
        all.columns.push_back({name, ColumnType::instant, column, column->data(), column->size()});
    };
    add("start", &Levelled::start);
    add("finish", &Levelled::finish);
    add("reserved_from", &Levelled::reserved_from);
    return all;
}

void bind_portfolio_columns(py::module_& m) {
    py::class_<ColumnsOf> columns(m, "PortfolioColumns", CONVENE_DOC(PortfolioColumns));
    for (const auto* name : {"project", "activity", "early_start", "early_finish", "late_start", "late_finish", "start",
                             "finish", "total_float", "free_float"})
        columns.def_property_readonly(name, [name = std::string(name)](const ColumnsOf& c) -> py::array {
            for (const auto& column : c.columns().columns)
                if (column.name == name) return to_numpy(column);
            throw py::key_error(name);
        });
    columns.def("__len__", [](const ColumnsOf& c) { return c.values->start.size(); })
        .def("__bool__", [](const ColumnsOf&) { return true; })
        .def("__repr__", [](const ColumnsOf& c) {
            return "<convene.PortfolioColumns of " + std::to_string(c.values->start.size()) + " activities>";
        });
    def_columns(columns, [](const ColumnsOf& c) { return c.columns(); });
    m.def(
        "columns",
        [](const Dates& plan) {
            const Dates own = plan;
            const py::gil_scoped_release unlocked;
            return ColumnsOf{columns_of(own)};
        },
        py::arg("plan"), CONVENE_DOC(columns));
}

} // namespace convene::python
