#include <convene/io/write_arrow.hpp>

#include <array>
#include <utility>

namespace convene::io {

Column column(std::string name, TextBuffer texts) {
    auto owner = std::make_shared<const TextBuffer>(std::move(texts));
    return {std::move(name), ColumnType::text, owner, owner.get(), owner->offsets.size() - 1};
}

namespace {

const TextBuffer& texts_of(const Column& column) { return *static_cast<const TextBuffer*>(column.data); }

Column keys_of(const Process& process) {
    TextBuffer keys;
    for (const auto id : process.activities().ids()) keys.add(process.key(id));
    return column("activity", std::move(keys));
}

/// A float is working time, so it is told in days of the activity, too.
Column in_days(std::string name, const Process& process, std::span<const Seconds> floats) {
    std::vector<double> days;
    for (const auto id : process.activities().ids())
        days.push_back(static_cast<double>(floats[id.index()].count()) /
                       static_cast<double>(process.calendar_of(id).day_size().count()));
    return column(std::move(name), std::move(days));
}

Column joined(const std::vector<Columns>& parts, std::size_t place) {
    const auto& first = parts.front().columns[place];
    if (first.type == ColumnType::text) {
        TextBuffer all;
        for (const auto& part : parts)
            for (std::size_t i = 0; i < part.size; ++i) all.add(texts_of(part.columns[place])[i]);
        return column(first.name, std::move(all));
    }
    const std::size_t width = first.type == ColumnType::number ? sizeof(std::uint32_t) : sizeof(std::int64_t);
    const auto all = std::make_shared<std::string>();
    for (const auto& part : parts) all->append(static_cast<const char*>(part.columns[place].data), part.size * width);
    return {first.name, first.type, all, all->data(), all->size() / width};
}

/// The tables of projects, behind the key of each; `none` has the columns if there is no project.
template <class Plan>
Columns joined(const Portfolio& portfolio, const Table<ProjectId, std::shared_ptr<const Plan>>& projects,
               const Plan& none) {
    std::vector<Columns> parts;
    const auto add = [&parts](const std::shared_ptr<const Plan>& plan, std::string_view key) {
        auto& part = parts.emplace_back(columns_of(plan));
        TextBuffer keys;
        for (std::size_t i = 0; i < part.size; ++i) keys.add(key);
        part.columns.insert(part.columns.begin(), column("project", std::move(keys)));
    };
    for (const auto id : projects.ids()) add(projects[id], portfolio[id].key);
    if (parts.empty()) add(std::make_shared<const Plan>(none), "");
    Columns all;
    for (const auto& part : parts) all.size += part.size;
    for (std::size_t i = 0; i < parts.front().columns.size(); ++i) all.columns.push_back(joined(parts, i));
    return all;
}

Schedule schedule_of_nothing() { return schedule(Process(), {.start = Instant{}}).value(); }

} // namespace

Columns columns_of(const std::shared_ptr<const Schedule>& plan) {
    const auto& p = plan->process();
    return {{keys_of(p), column("early_start", plan->early_starts(), plan),
             column("early_finish", plan->early_finishes(), plan), column("late_start", plan->late_starts(), plan),
             column("late_finish", plan->late_finishes(), plan), column("start", plan->starts(), plan),
             column("finish", plan->finishes(), plan), column("total_float", plan->total_floats(), plan),
             column("free_float", plan->free_floats(), plan), in_days("total_float_days", p, plan->total_floats()),
             in_days("free_float_days", p, plan->free_floats())},
            plan->size()};
}

Columns columns_of(const std::shared_ptr<const Levelled>& plan) {
    return {{keys_of(plan->process()), column("start", plan->starts(), plan), column("finish", plan->finishes(), plan),
             column("reserved_from", plan->reserved_froms(), plan)},
            plan->size()};
}

Columns columns_of(const Portfolio& portfolio, const PortfolioSchedule& plan) {
    return joined(portfolio, plan.projects, schedule_of_nothing());
}

Columns columns_of(const Portfolio& portfolio, const PortfolioPlan& plan) {
    return joined(portfolio, plan.projects, Levelled(schedule_of_nothing(), {}));
}

namespace {

const char* format_of(ColumnType type) {
    switch (type) {
    case ColumnType::instant: return "tss:";
    case ColumnType::seconds: return "tDs";
    case ColumnType::text: return "U";
    case ColumnType::number: return "I";
    case ColumnType::real: return "g";
    }
    return "";
}

/// What a schema or an array holds until it is released: its name, its buffers, its children.
template <class Part>
struct Held {
    std::string name;
    std::shared_ptr<const void> owner;
    std::array<const void*, 3> buffers{};
    std::vector<Part> parts;
    std::vector<Part*> pointers;
};

/// A consumer may move children out; those are marked as released, and it releases them itself.
template <class Part>
void release(Part* part) {
    auto* held = static_cast<Held<Part>*>(part->private_data);
    for (auto& child : held->parts)
        if (child.release != nullptr) child.release(&child);
    delete held;
    part->release = nullptr;
}

template <class Part>
Held<Part>* adopt(Part& part, std::size_t children) {
    auto* held = new Held<Part>;
    held->parts.resize(children);
    for (auto& child : held->parts) held->pointers.push_back(&child);
    part = {};
    part.n_children = static_cast<std::int64_t>(children);
    part.children = held->pointers.data();
    part.release = &release<Part>;
    part.private_data = held;
    return held;
}

void fill_array(const Columns& columns, ArrowArray& out) {
    auto* held = adopt(out, columns.columns.size());
    out.length = static_cast<std::int64_t>(columns.size);
    out.n_buffers = 1;
    out.buffers = held->buffers.data();
    for (std::size_t i = 0; i < columns.columns.size(); ++i) {
        const auto& column = columns.columns[i];
        auto& child = held->parts[i];
        auto* kept = adopt(child, 0);
        kept->owner = column.owner;
        child.length = out.length;
        child.buffers = kept->buffers.data();
        if (column.type == ColumnType::text) {
            kept->buffers = {nullptr, texts_of(column).offsets.data(), texts_of(column).bytes.data()};
            child.n_buffers = 3;
        } else {
            kept->buffers = {nullptr, column.data, nullptr};
            child.n_buffers = 2;
        }
    }
}

struct Stream {
    Columns columns;
    bool done = false;
};

void release_stream(ArrowArrayStream* stream) {
    delete static_cast<Stream*>(stream->private_data);
    stream->release = nullptr;
}

int schema_of_stream(ArrowArrayStream* stream, ArrowSchema* out) {
    write_arrow_schema(static_cast<Stream*>(stream->private_data)->columns, *out);
    return 0;
}

int next_of_stream(ArrowArrayStream* stream, ArrowArray* out) {
    auto& source = *static_cast<Stream*>(stream->private_data);
    *out = {};
    if (!std::exchange(source.done, true)) fill_array(source.columns, *out);
    return 0;
}

const char* no_error(ArrowArrayStream*) { return nullptr; }

} // namespace

void write_arrow_schema(const Columns& columns, ArrowSchema& out) {
    auto* held = adopt(out, columns.columns.size());
    out.format = "+s";
    out.name = "";
    for (std::size_t i = 0; i < columns.columns.size(); ++i) {
        auto& child = held->parts[i];
        auto* named = adopt(child, 0);
        named->name = columns.columns[i].name;
        child.format = format_of(columns.columns[i].type);
        child.name = named->name.c_str();
    }
}

void write_arrow(const Columns& columns, ArrowArrayStream& out) {
    out = {&schema_of_stream, &next_of_stream, &no_error, &release_stream, new Stream{columns}};
}

} // namespace convene::io
