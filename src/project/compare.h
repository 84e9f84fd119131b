#pragma once
#include <optional>
#include <string>
#include <vector>

#include "project/basis.h"
#include "project/build.h"

namespace zh::project {

/// One thing in which an edited report departs from the one that its project builds.
struct Difference {
  enum class Subject {
    number,   ///< a fact in running text, a note or a heading
    cell,     ///< of a table: a fact, or words
    chart,    ///< a value, a category or a series of a chart
    caption,  ///< of a table or figure
    text,     ///< words
  };
  enum class Change {
    changed,
    removed,
    added,
    moved,
    unbound,  ///< it still says the same, but its bookmark is gone or no longer holds it
  };
  Subject subject = Subject::text;
  Change change = Change::changed;
  std::string place;          ///< 第一章 一、第3段; 表1-1第2行第3列; 图1-2 经开区 2023年
  std::string fact;           ///< id in the ledger; empty: no fact
  std::string expression;     ///< of the fact
  std::string before, after;  ///< 3612亿元, 3621亿元
  std::string excerpt;        ///< the sentence as it is now, with 【】 around what changed; of what was removed: as it was
  std::string file;           ///< of the project's source, with `line`; empty: unknown
  int line = 0;
  /// Of a chart: where the new value stands. A chart whose two sides differ shows one thing and opens as another.
  bool in_cache = false, in_workbook = false;
  std::string other_side;         ///< what the side that did not change with it says
  bool unbound = false;           ///< besides being changed
  bool reversed = false;          ///< the direction (增长, 下降 …) is the opposite of the data's
  bool judged = false;            ///< `bases` were looked for
  std::vector<Basis> bases;       ///< where in the data the new number could come from; none: nowhere
  std::vector<std::string> lost;  ///< ids of facts that were removed with a paragraph or row
  std::vector<Typed> typed;       ///< numbers in words that were added
  /// Whether an override can record it: a fact says something else.
  bool recordable() const { return !fact.empty() && change == Change::changed && !after.empty(); }
};

struct Comparison {
  std::string path;
  std::string build;                    ///< of which the document is
  int facts = 0;                        ///< prints of facts that were looked up in it
  int charts = 0;                       ///< with cached values and workbooks
  int agree = 0;                        ///< of the facts
  std::vector<Difference> differences;  ///< numbers, cells, charts and captions in reading order, then edits of the text
  std::size_t edits = 0;                ///< how many of them, at the end, are edits of the text
};

/// Reads an edited Word file of this project's build and says what of it no longer agrees with the ledger. nullopt and a fault
/// when it cannot be read or is of another build (E140 …).
std::optional<Comparison> compare(const Model& model, const std::string& path, const std::string& bytes, World& world,
                                  Diagnostics& faults);

}  // namespace zh::project
