#include <convene/convene.hpp>

convene::Result<convene::Process> launch() {
    using namespace convene;
    ProcessBuilder b("launch");
    b.start(*try_parse_instant("2026-03-02T09:00"));
    b.task("write", "Write").lasts(3_d);
    b.meeting("decide", "Decide").lasts(2_h).after("write");
    return b.build();
}
