#pragma once
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "report/chapter.h"

/// The TOML body of a chart or a table, with the place of every value, and readers that report what does not fit.
namespace zh::report {

struct NodeEntry;

struct Node {
  enum class Kind { text, integer, boolean, decimal, list, table, other };
  Kind kind = Kind::other;
  std::string text;  ///< of a text
  long long integer = 0;
  bool boolean = false;
  double decimal = 0;  ///< relative widths only
  std::vector<Node> list;
  std::vector<NodeEntry> table;  ///< in order of the file
  Location where;                ///< of the value; a text's first character
};

/// A key of a table and what it stands for.
struct NodeEntry {
  std::string name;
  Node node;
};

class Body {
 public:
  /// `text` begins in `first_line` of the file; `where` is the opening line, the place of what is missing.
  Body(const std::string& text, const SourceFile& source, int first_line, Location where, Diagnostics& faults);
  Body(const Node& table, Diagnostics& faults) : root_(table), where_(table.where), faults_(faults) {}

  bool valid() const { return valid_; }
  const Location& where() const { return where_; }

  // Each returns nullptr, empty or the default when the key is absent, and reports a value of another type.
  const Node* find(const std::string& key);
  const Node* text(const std::string& key, bool required = false);
  std::optional<int> integer(const std::string& key, int low, int high);
  bool boolean(const std::string& key, bool otherwise);
  std::vector<const Node*> texts(const std::string& key);
  std::vector<const Node*> list(const std::string& key);  ///< of anything
  std::vector<double> numbers(const std::string& key);
  void wrong(const Node& node, const std::string& key, const std::string& expected);
  /// Reports the keys that nobody asked for.
  void finish();

 private:
  Node root_;
  Location where_;
  Diagnostics& faults_;
  bool valid_ = true;
  std::vector<std::string> asked_;
};

}  // namespace zh::report
