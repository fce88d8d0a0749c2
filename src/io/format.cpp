#include <convene/io/format.hpp>

#include "reader.hpp"

namespace convene::io {

namespace {

std::string type_of(const detail::Shape& shape) {
    std::string type;
    const auto* inner = &shape;
    for (; inner->element != nullptr; inner = inner->element) type += "list: ";
    return type += inner->one.en;
}

std::vector<FormatObject> objects_of(const detail::Shape& root) {
    struct Place {
        std::string path;
        const detail::ObjectType* type;
    };
    std::vector<FormatObject> found;
    std::vector<Place> places{{"", root.object}};
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto [path, type] = places[i];
        FormatObject object{.path = path, .keys = {}};
        for (const auto& field : type->fields) {
            object.keys.push_back({std::string(field.key), field.required, type_of(field.shape)});
            const auto* shape = &field.shape;
            while (shape->element != nullptr) shape = shape->element;
            if (shape->object == nullptr || shape->object->fields.empty()) continue;
            places.push_back({(path.empty() ? "" : path + ".") + std::string(field.key), shape->object});
        }
        found.push_back(std::move(object));
    }
    return found;
}

} // namespace

std::vector<FormatObject> process_format() { return objects_of(detail::process_file); }
std::vector<FormatObject> calendar_format() { return objects_of(detail::calendar_file); }

} // namespace convene::io
