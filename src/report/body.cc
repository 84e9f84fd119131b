#include "report/body.h"

#include <algorithm>

#include <toml++/toml.h>

#include "base/text.h"
#include "formats/toml_words.h"
#include "report/codes.h"

namespace zh::report {
namespace {

class Converter {
 public:
  Converter(const SourceFile& source, int first_line) : source_(source), first_line_(first_line) {}

  Location place(const toml::source_region& region, int shift, int length) const {
    const int line = static_cast<int>(region.begin.line);
    return source_.at(first_line_ + line - 1, static_cast<int>(region.begin.column) + shift, length);
  }

  Node convert(const toml::node& node) const {
    Node out;
    out.where = place(node.source(), 0, 1);
    if (const auto* text = node.as_string()) {
      out.kind = Node::Kind::text;
      out.text = text->get();
      out.where = place(node.source(), 1, count_code_points(out.text));
    } else if (const auto* integer = node.as_integer()) {
      out.kind = Node::Kind::integer;
      out.integer = integer->get();
      out.decimal = static_cast<double>(out.integer);
    } else if (const auto* decimal = node.as_floating_point()) {
      out.kind = Node::Kind::decimal;
      out.decimal = decimal->get();
    } else if (const auto* boolean = node.as_boolean()) {
      out.kind = Node::Kind::boolean;
      out.boolean = boolean->get();
    } else if (const auto* array = node.as_array()) {
      out.kind = Node::Kind::list;
      for (const toml::node& item : *array) out.list.push_back(convert(item));
    } else if (const auto* table = node.as_table()) {
      out.kind = Node::Kind::table;
      for (const auto& [key, value] : *table) {
        out.table.push_back({std::string(key.str()), convert(value)});
      }
      // toml++ keeps keys sorted; people read faults in the order of the file.
      std::stable_sort(out.table.begin(), out.table.end(), [](const auto& a, const auto& b) {
        return std::pair(a.node.where.line, a.node.where.column) < std::pair(b.node.where.line, b.node.where.column);
      });
    }
    return out;
  }

 private:
  const SourceFile& source_;
  int first_line_;
};

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

}  // namespace

Body::Body(const std::string& text, const SourceFile& source, int first_line, Location where, Diagnostics& faults)
    : where_(std::move(where)), faults_(faults) {
  const Converter converter(source, first_line);
  try {
    root_ = converter.convert(toml::parse(text));
  } catch (const toml::parse_error& error) {
    faults_.add(kBodySyntax, {converter.place(error.source(), 0, 1)}, {{"why", formats::toml_fault(error.description())}});
    valid_ = false;
  }
}

const Node* Body::find(const std::string& key) {
  if (std::find(asked_.begin(), asked_.end(), key) == asked_.end()) asked_.push_back(key);
  for (const auto& [name, node] : root_.table)
    if (name == key) return &node;
  return nullptr;
}

void Body::wrong(const Node& node, const std::string& key, const std::string& expected) {
  faults_.add(kWrongValue, {node.where}, {{"key", key}, {"expected", expected}});
}

const Node* Body::text(const std::string& key, bool required) {
  const Node* node = find(key);
  if (!node) {
    if (required) faults_.add(kMissingKey, {where_}, {{"key", key}});
    return nullptr;
  }
  if (node->kind == Node::Kind::text) return node;
  wrong(*node, key, "\"…\"");
  return nullptr;
}

std::optional<int> Body::integer(const std::string& key, int low, int high) {
  const Node* node = find(key);
  if (!node) return std::nullopt;
  if (node->kind == Node::Kind::integer && node->integer >= low && node->integer <= high)
    return static_cast<int>(node->integer);
  wrong(*node, key, std::to_string(low) + " … " + std::to_string(high));
  return std::nullopt;
}

bool Body::boolean(const std::string& key, bool otherwise) {
  const Node* node = find(key);
  if (!node) return otherwise;
  if (node->kind == Node::Kind::boolean) return node->boolean;
  wrong(*node, key, "true, false");
  return otherwise;
}

std::vector<const Node*> Body::list(const std::string& key) {
  std::vector<const Node*> out;
  const Node* node = find(key);
  if (!node) return out;
  if (node->kind != Node::Kind::list) {
    wrong(*node, key, "[…]");
    return out;
  }
  for (const Node& item : node->list) out.push_back(&item);
  return out;
}

std::vector<const Node*> Body::texts(const std::string& key) {
  std::vector<const Node*> out;
  for (const Node* item : list(key)) {
    if (item->kind == Node::Kind::text)
      out.push_back(item);
    else
      wrong(*item, key, "[\"…\", \"…\"]");
  }
  return out;
}

std::vector<double> Body::numbers(const std::string& key) {
  std::vector<double> out;
  for (const Node* item : list(key)) {
    if ((item->kind == Node::Kind::integer || item->kind == Node::Kind::decimal) && item->decimal > 0 && item->decimal < 1e6)
      out.push_back(item->decimal);
    else
      wrong(*item, key, "[2, 1, 1]");
  }
  return out;
}

void Body::finish() {
  for (const auto& [name, node] : root_.table) {
    if (std::find(asked_.begin(), asked_.end(), name) != asked_.end()) continue;
    // The key stands before its value on the same line.
    Location where = node.where;
    const std::u32string line = to_u32(where.source_line), word = to_u32(name);
    const std::size_t at = line.rfind(word, static_cast<std::size_t>(std::max(0, where.column - 1)));
    if (at != std::u32string::npos) where.column = static_cast<int>(at) + 1;
    where.length = static_cast<int>(word.size());
    faults_.add(kUnknownKey, {where}, {{"key", name}, {"keys", joined(asked_)}}, nearest(name, asked_));
  }
}

}  // namespace zh::report
