// The decision meetings of a residential developer, with each of their rules broken on purpose.
#include <convene/check/check.hpp>
#include <convene/io/locate.hpp>
#include <convene/io/read_process.hpp>

#include <support/environment.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

using namespace convene;

namespace {

const std::filesystem::path& folder() {
    static const auto path = test::source_dir() / "examples" / "processes";
    return path;
}

/// A process file that can be spoilt before it is read.
class Draft {
  public:
    explicit Draft(std::string_view name) : name_(name), text_(test::read_file(folder() / name_)) {}

    /// Replaces the first `from` that stands after the definition of the thing `id`.
    Draft& change(std::string_view id, std::string_view from, std::string_view to) {
        const auto thing = text_.find("\"id\": \"" + std::string(id) + "\"");
        const auto at = thing == std::string::npos ? thing : text_.find(from, thing);
        if (at == std::string::npos) throw std::runtime_error("nothing to change in " + std::string(id));
        text_.replace(at, from.size(), to);
        return *this;
    }

    /// Adds to the list of rules.
    Draft& rule(std::string_view rule) {
        return change("opening-work", "\"rules\": [", "\"rules\": [" + std::string(rule) + ",");
    }

    [[nodiscard]] Diagnostics findings() const {
        const auto load = [](std::string_view path) { return io::read_text_file(folder() / path); };
        const auto process = io::read_process(text_, {.file = name_, .load = load});
        if (!process) throw std::runtime_error(to_string(process.error()));
        auto found = check(*process);
        io::locate(found, text_, name_);
        return found;
    }

  private:
    std::string name_;
    std::string text_;
};

Draft s1() { return Draft("s1-decision-meetings.json"); }

/// The first finding with the code; one without a line if there is none.
Diagnostic only(const Diagnostics& found, Code code) {
    const auto at = std::ranges::find(found, code, &Diagnostic::code);
    EXPECT_NE(at, found.end()) << to_string(found);
    return at == found.end() ? Diagnostic{code} : *at;
}

/// What the process calls the thing with this id, in English.
std::string called(const Process& p, std::string_view id) {
    if (const auto activity = p.find_activity(id)) return std::string(name_of(p, *activity).in("en"));
    if (const auto artifact = p.find_artifact(id)) return std::string(name_of(p, *artifact).in("en"));
    if (const auto role = p.find_role(id)) return std::string(name_of(p, *role).in("en"));
    if (const auto person = p.find_person(id)) return std::string(name_of(p, *person).in("en"));
    ADD_FAILURE() << "nothing is called " << id;
    return {};
}

/// The title of the thing with this id, which sentences speak of.
std::string title_of(const Process& p, std::string_view id) {
    if (const auto activity = p.find_activity(id)) return std::string(p.title(*activity).in("en"));
    if (const auto artifact = p.find_artifact(id)) return std::string(p.title(*artifact).in("en"));
    if (const auto role = p.find_role(id)) return std::string(p.title(*role).in("en"));
    ADD_FAILURE() << "nothing is called " << id;
    return {};
}

/// That the finding stands at a place whose pointer begins so, is about the thing `id`, and names these things too.
void expect(const Diagnostic& finding, std::string_view pointer, std::string_view id,
            std::initializer_list<std::string_view> named) {
    static const auto process = *io::read_process_file(folder() / "s1-decision-meetings.json");
    EXPECT_EQ(finding.where.file, "s1-decision-meetings.json");
    EXPECT_GT(finding.where.line, 0U);
    EXPECT_TRUE(finding.where.pointer.starts_with(pointer)) << finding.where.pointer << " for " << pointer;
    EXPECT_EQ(finding.object.in("en"), called(process, id));
    for (const auto thing : named) {
        const auto known = process.find_activity(thing) || process.find_artifact(thing) || process.find_role(thing);
        const auto part = known ? title_of(process, thing) : std::string(thing);
        EXPECT_TRUE(message(finding).find(part) != std::string::npos ||
                    message(finding).find(thing) != std::string::npos)
            << part << " is not in: " << message(finding);
    }
    EXPECT_NE(message(finding, Language::zh), message(finding));
}

class SoundProcess : public testing::TestWithParam<std::string> {};

TEST_P(SoundProcess, HasNoFinding) {
    const auto found = Draft(GetParam()).findings();
    EXPECT_TRUE(found.empty()) << to_string(found);
}

INSTANTIATE_TEST_SUITE_P(Examples, SoundProcess,
                         testing::Values("s1-decision-meetings.json", "s2-five-stage-marketing.json",
                                         "s3-hotel-sop.json", "s4-four-step-marketing.json",
                                         "s5-service-standards.json", "s6-department-rules.json", "s7-seven-steps.json",
                                         "s8-six-links.json", "s9-sales-daily-work.json"),
                         [](const auto& example) { return example.param.substr(0, 2); });

TEST(S1, No3HasToBeWithinThreeWeeksAfterNo2) {
    const auto found = s1().change("topic-research", "\"8d\"", "\"24d\"").findings();
    expect(only(found, Code::infeasible), "/activities/7/after/0", "product-deepening",
           {"product-positioning", "at most", "lengthen the maximum lag"});
}

TEST(S1, No3HasToBeHalfAMonthBeforeTheConceptPresentation) {
    const auto found = s1().change("concept-presentation", "2026-02-10", "2026-01-22").findings();
    expect(only(found, Code::infeasible), "/activities/7/before/0", "concept-presentation",
           {"product-deepening", "at least", "2026-01-22 09:00", "2026-01-30 18:00"});
}

TEST(S1, No4WaitsForTheImplementationPlanCoordination) {
    const auto found =
        s1().rule(R"({"from": "project-handover", "to": "implementation-coordination", "min": "0d"})").findings();
    expect(only(found, Code::cycle), "/activities/12/after/0", "implementation-coordination", {"project-handover"});
}

TEST(S1, No5WaitsForTheApprovedSalesPlan) {
    const auto found =
        s1().rule(R"({"from": "sales-plan-decision", "to": "sales-plan-drafting", "min": "2d"})").findings();
    expect(only(found, Code::consumed_before_produced), "/activities/23/after/0", "sales-plan-approval",
           {"sales-plan-draft", "sales-plan-drafting", "sales-plan-decision", "at least"});
}

TEST(S1, No6HasToBeTwoMonthsAfterNo4) {
    const auto found = s1().change("implementation-coordination", "2026-03-20", "2026-04-24").findings();
    expect(only(found, Code::infeasible), "/rules/0", "construction-drawings",
           {"strategy-outline", "at least", "implementation-coordination", "2026-04-24 18:00"});
}

TEST(S1, No6HasToBeNoLaterThanTheConstructionDrawings) {
    const auto found = s1().change("construction-drawings", "2026-06-15", "2026-05-15").findings();
    expect(only(found, Code::infeasible), "/rules/0", "construction-drawings",
           {"strategy-outline", "no later than", "2026-05-15 18:00", "2026-05-25 09:00"});
}

TEST(S1, No7HasToBeWithinTwoWeeksAfterPilingStarts) {
    const auto found = s1().change("piling-start", "2026-07-06", "2026-05-11").findings();
    expect(only(found, Code::infeasible), "/rules/1", "piling-start",
           {"launch-strategy", "at most", "2026-05-11 09:00", "2026-05-20 09:00"});
}

TEST(S1, EachMeetingHasItsDeciders) {
    const auto found =
        s1().change("launch-strategy", R"("decides": ["company-management", "department-management"],)", "").findings();
    expect(only(found, Code::matter_without_decider), "/activities/31", "launch-strategy", {"launch"});
}

TEST(S1, EachMeetingHasItsInitiator) {
    const auto found = s1().change("sales-plan-decision", R"("initiates": ["project-sales"],)", "").findings();
    expect(only(found, Code::meeting_without_initiator), "/activities/23", "sales-plan-decision", {"initiates"});
}

TEST(S1, EachMaterialHasItsProducer) {
    const auto found =
        s1().change("ad-agency-tendering", R"("produces": ["tender-comparison"])", R"("produces": [])").findings();
    expect(only(found, Code::artifact_without_producer), "/artifacts/50", "tender-comparison", {"launch-strategy"});
}

TEST(S1, EachDocumentHasOneProducer) {
    const auto found =
        s1().change("opening-work", R"("duties")", R"("produces": ["launch-plan"], "duties")").findings();
    expect(only(found, Code::artifact_with_two_producers), "/artifacts/52", "launch-plan",
           {"launch-strategy", "opening-work"});
}

TEST(S1, EachRoleHasItsPeople) {
    const auto found = s1().change("qian-wenbo", R"("roles": ["marketing-cm"])", R"("roles": [])").findings();
    expect(only(found, Code::role_without_people), "/roles/9", "marketing-cm", {"marketing-manager-selection"});
    expect(only(found, Code::person_without_role), "/people/12", "qian-wenbo", {});
}

TEST(S1, No6HandsOverToAnotherRole) {
    const auto found = s1().change("strategy-outline", R"("to": "marketing-pm")", R"("to": "marketing-cm")").findings();
    expect(only(found, Code::handover_to_itself), "/activities/27", "strategy-outline", {"marketing-cm"});
}

TEST(S1, WhoDecidesHasTheAuthorityOfItsLevel) {
    const auto found =
        s1().change("opening-work", R"({"role": "company-management", "level": "company"},)", "").findings();
    expect(only(found, Code::matter_without_authority), "/activities/12/matters/0", "project-handover",
           {"topic business-plan"});
}

TEST(S1, AConfidentialMaterialReachesClearedRolesOnly) {
    const auto found =
        s1().change("marketing-costs", R"("title")", R"("confidentiality": "confidential", "title")").findings();
    expect(only(found, Code::clearance_too_low), "/activities/31", "launch-strategy", {"marketing-costs"});
}

TEST(S1, TheApprovalReturnsToWhatComesBeforeIt) {
    const auto found =
        s1().change("sales-plan-approval", R"({"activity": "sales-plan-drafting")", R"({"activity": "opening-work")")
            .findings();
    expect(only(found, Code::rework_not_ancestor), "/activities/22", "sales-plan-approval", {"opening-work"});
}

TEST(S1, AnOutsideMilestoneWithoutADateIsProvisional) {
    const auto found = s1().change("piling-start", ",\n      \"date\": \"2026-07-06T09:00\"", "").findings();
    expect(only(found, Code::unknown_date), "/activities/4", "piling-start", {"\"date\""});
}

} // namespace
