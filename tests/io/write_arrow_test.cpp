// Plans as tables of Arrow's C interface, read as a consumer reads them.

#include <convene/io/write_arrow.hpp>
#include <convene/model/builder.hpp>

#include <gtest/gtest.h>

#include <cstring>
#include <map>
#include <string>

using namespace convene;

namespace {

Instant at(std::string_view text) { return *try_parse_instant(text); }

/// Two days of eight hours, one of them free: the float of `short` is the day.
Process two() {
    ProcessBuilder b("two");
    b.start(at("2026-03-02T09:00")).role({.key = "r"}).person({.key = "kim", .roles = {"r"}});
    b.task("short").lasts(spans::days(1)).worked_by({"r"});
    b.task("long").lasts(spans::days(2));
    return *b.build();
}

struct Read {
    ArrowSchema schema{};
    ArrowArray array{};
    std::map<std::string, std::size_t> place;

    explicit Read(const io::Columns& columns) {
        ArrowArrayStream stream{};
        io::write_arrow(columns, stream);
        EXPECT_EQ(stream.get_schema(&stream, &schema), 0);
        EXPECT_EQ(stream.get_next(&stream, &array), 0);
        ArrowArray end{};
        EXPECT_EQ(stream.get_next(&stream, &end), 0);
        EXPECT_EQ(end.release, nullptr);
        EXPECT_EQ(stream.get_last_error(&stream), nullptr);
        stream.release(&stream); // what came out of it lives on
        EXPECT_EQ(stream.release, nullptr);
        EXPECT_STREQ(schema.format, "+s");
        EXPECT_EQ(schema.n_children, array.n_children);
        for (std::int64_t i = 0; i < schema.n_children; ++i)
            place[schema.children[i]->name] = static_cast<std::size_t>(i);
    }
    Read(const Read&) = delete;
    Read& operator=(const Read&) = delete;
    ~Read() {
        schema.release(&schema);
        array.release(&array);
        EXPECT_TRUE(schema.release == nullptr && array.release == nullptr);
    }

    [[nodiscard]] std::string format(const std::string& name) const { return schema.children[place.at(name)]->format; }
    template <class T>
    [[nodiscard]] T value(const std::string& name, std::size_t row) const {
        const auto& column = *array.children[place.at(name)];
        EXPECT_EQ(column.length, array.length);
        EXPECT_EQ(column.n_buffers, 2);
        T out{};
        std::memcpy(&out, static_cast<const char*>(column.buffers[1]) + row * sizeof(T), sizeof(T));
        return out;
    }
    [[nodiscard]] std::string text(const std::string& name, std::size_t row) const {
        const auto& column = *array.children[place.at(name)];
        EXPECT_EQ(column.n_buffers, 3);
        const auto* offsets = static_cast<const std::int64_t*>(column.buffers[1]);
        return {static_cast<const char*>(column.buffers[2]) + offsets[row],
                static_cast<std::size_t>(offsets[row + 1] - offsets[row])};
    }
};

Portfolio portfolio() {
    PortfolioBuilder b;
    b.project({.key = "one", .process = two()});
    b.project({.key = "another", .process = two()});
    return *b.build();
}

} // namespace

TEST(WriteArrow, AScheduleIsATableOfItsDates) {
    auto plan = std::make_shared<const Schedule>(*schedule(two()));
    const Read table(io::columns_of(plan));
    ASSERT_EQ(table.array.length, 2);
    EXPECT_EQ(table.text("activity", 0), "short");
    EXPECT_EQ(table.text("activity", 1), "long");
    EXPECT_EQ(table.format("activity"), "U");
    EXPECT_EQ(table.format("late_start"), "tss:");
    EXPECT_EQ(table.format("total_float"), "tDs");
    EXPECT_EQ(table.format("free_float_days"), "g");
    EXPECT_EQ(table.value<Instant>("late_start", 0), at("2026-03-03T09:00"));
    EXPECT_EQ(table.value<Instant>("finish", 1), at("2026-03-03T18:00"));
    EXPECT_EQ(table.value<Seconds>("total_float", 0), std::chrono::hours(8));
    EXPECT_EQ(table.value<double>("total_float_days", 0), 1.0);
    EXPECT_EQ(table.value<double>("total_float_days", 1), 0.0);
    EXPECT_EQ(table.schema.n_children, 11);
    // In place, and there though nobody else has the plan any more.
    const auto* early = plan->early_starts().data();
    plan.reset();
    EXPECT_EQ(table.array.children[table.place.at("early_start")]->buffers[1], early);
    EXPECT_EQ(table.value<Instant>("early_start", 1), at("2026-03-02T09:00"));
}

TEST(WriteArrow, ProjectsStandOneBelowTheOther) {
    const auto p = portfolio();
    const auto early = *schedule(p);
    const Read dates(io::columns_of(p, early));
    ASSERT_EQ(dates.array.length, 4);
    EXPECT_EQ(dates.text("project", 1), "one");
    EXPECT_EQ(dates.text("project", 2), "another");
    EXPECT_EQ(dates.text("activity", 3), "long");
    EXPECT_EQ(dates.value<Instant>("late_start", 2), at("2026-03-03T09:00"));
    const auto plan = *level(p);
    const Read levelled(io::columns_of(p, plan));
    ASSERT_EQ(levelled.array.length, 4);
    // Kim is in one project first.
    const auto first = plan[ProjectId{0}].start(ActivityId{0});
    EXPECT_EQ(levelled.value<Instant>("start", 0), first);
    EXPECT_EQ(levelled.value<Instant>("start", 2), plan[ProjectId{1}].start(ActivityId{0}));
    EXPECT_NE(levelled.value<Instant>("start", 2), first);
    EXPECT_EQ(levelled.value<Instant>("reserved_from", 2), levelled.value<Instant>("start", 2));
}

TEST(WriteArrow, ATableOfNothingHasItsColumns) {
    const auto none = *PortfolioBuilder().build();
    const Read dates(io::columns_of(none, PortfolioSchedule{}));
    EXPECT_EQ(dates.array.length, 0);
    EXPECT_EQ(dates.schema.n_children, 12);
    const Read plan(io::columns_of(none, PortfolioPlan{}));
    EXPECT_EQ(plan.schema.n_children, 5);
}

TEST(WriteArrow, AChildMayBeTakenOut) {
    ArrowSchema taken{};
    ArrowArray column{};
    {
        Read table(io::columns_of(std::make_shared<const Schedule>(*schedule(two()))));
        auto& child = *table.array.children[table.place.at("finish")];
        column = child;
        child.release = nullptr;
        auto& name = *table.schema.children[table.place.at("finish")];
        taken = name;
        name.release = nullptr;
    }
    EXPECT_STREQ(taken.name, "finish");
    EXPECT_EQ(static_cast<const Instant*>(column.buffers[1])[1], at("2026-03-03T18:00"));
    column.release(&column);
    taken.release(&taken);
}
