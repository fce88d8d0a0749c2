#include <convene/io/read_process.hpp>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <system_error>

namespace convene::io {

namespace {

tl::unexpected<Diagnostics> file_fault(Code code, const std::string& name, std::vector<Text> arguments) {
    return fail({.code = code, .arguments = std::move(arguments), .where = {.file = name}});
}

struct CloseFile {
    void operator()(std::FILE* file) const { (void)std::fclose(file); }
};

} // namespace

Result<std::string> read_text_file(const std::filesystem::path& path, const ReadLimits& limits) {
    const auto name = path.string();
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (status.type() == std::filesystem::file_type::not_found) return file_fault(Code::file_not_found, name, {name});
    if (status.type() == std::filesystem::file_type::directory)
        return file_fault(Code::file_unreadable, name, {name, Text{{"en", "it is a folder"}, {"zh", "它是文件夹"}}});
    const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(name.c_str(), "rb"));
    const auto unreadable = [&] {
        return file_fault(Code::file_unreadable, name, {name, std::generic_category().message(errno)});
    };
    if (!file) return unreadable();

    // Not every file has a size beforehand, and it may change meanwhile.
    const auto limit = std::min<std::uint64_t>(limits.bytes, ReadLimits{}.bytes);
    std::string text;
    if (status.type() == std::filesystem::file_type::regular)
        if (const auto size = std::filesystem::file_size(path, error); !error && size <= limit)
            text.reserve(static_cast<std::size_t>(size) + 1);
    constexpr std::size_t step = std::size_t{1} << 20U;
    for (;;) {
        const auto have = text.size();
        text.resize(std::max(text.capacity(), have + step));
        const auto got = std::fread(text.data() + have, 1, text.size() - have, file.get());
        text.resize(have + got);
        if (std::ferror(file.get()) != 0) return unreadable();
        if (text.size() > limit) return file_fault(Code::file_too_large, name, {std::to_string(limit)});
        if (got == 0) return text;
    }
}

Result<Source> read_source(const std::filesystem::path& path, const ReadLimits& limits) {
    auto text = read_text_file(path, limits);
    if (!text) return fail(std::move(text.error()));
    return Source{std::move(*text), path.string()};
}

Result<Process> read_process(const Source& source, ReadOptions options) {
    if (options.file.empty()) options.file = source.name;
    if (!options.load)
        options.load = [folder = std::filesystem::path(source.name).parent_path(),
                        limits = options.limits](std::string_view import) {
            return read_text_file(folder / std::filesystem::path(import), limits);
        };
    return read_process(source.text, options);
}

Result<Process> read_process_file(const std::filesystem::path& path, ReadOptions options) {
    const auto source = read_source(path, options.limits);
    if (!source) {
        auto faults = source.error();
        return fail(std::move(faults));
    }
    return read_process(*source, std::move(options));
}

} // namespace convene::io
