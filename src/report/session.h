#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "report/mark.h"
#include "report/markdown.h"
#include "report/report.h"
#include "report/wording.h"

/// What the parts of a composition share: where it is, what was printed, what was referred to.
namespace zh::report {

/// What a table or figure must explain below itself.
struct Remarks {
  std::vector<std::string> missing;    ///< marks that were printed: …
  std::vector<std::string> estimates;  ///< formulas, each once
  std::vector<std::string> provisional;
  std::map<std::string, std::vector<store::Key>> rates;  ///< rates that have a number of cases, by indicator
  std::vector<document::Inlines> generated;              ///< what the order of a top makes necessary
  std::vector<std::string> remarks;  ///< of the returns on the values shown, or on those they are computed from
  void see(const expr::Value& value, const std::string& name);  ///< a printed value
};

struct Session {
  Session(const Input& in, Diagnostics& diagnostics, Output& out) : input(in), faults(diagnostics), output(out) {}

  const Input& input;
  Diagnostics& faults;
  Output& output;
  SourceFile* source = nullptr;
  std::vector<Mark> marks;

  std::string anchor = "s0";  ///< of the section
  std::string section;        ///< 第一章 一、
  int paragraph = 0;
  int chapter = 0;

  /// Figures and tables by id, in order, and what refers to them.
  struct Target {
    std::string id, number;
    Location where;
    bool used = false;
  };
  std::vector<Target> targets;
  std::map<std::string, std::size_t> target_index;
  std::vector<std::pair<std::string, Location>> references;

  void declare(const std::string& id, const std::string& number, const Location& where);
  Marker marker() { return Marker(marks, faults); }

  /// Adds a fact to the ledger: its id is a hash of anchor, expression, wording, key and ordinal. The fact as it is printed,
  /// which is what an override says where there is one; the reference holds until the next call.
  const Fact& record(const std::string& fact_anchor, Fact fact, const std::string& key, Place place);
  /// Reports the overrides whose facts the report does not have.
  void finish_overrides();

 private:
  void decide(Fact& fact);
  std::set<std::string> decided_;  ///< facts whose overrides were met
  std::map<std::string, int> ordinals_;
  std::map<std::string, std::string> keys_;  ///< fact id → what it is the hash of
};

struct WeaveOptions {
  Place place;
  std::string anchor;  ///< of facts: the section, or a figure or table
  bool numeral_only = false;
  Remarks* remarks = nullptr;          ///< in a table's cell: marks instead of （缺） and 约
  std::vector<Part>* parts = nullptr;  ///< receives the facts that were printed
};

/// Marked text → inlines: bindings evaluated and worded, facts recorded, references noted.
document::Inlines weave(Session& session, const markdown::Spans& spans, const WeaveOptions& options);
/// A string of a TOML body.
document::Inlines weave_text(Session& session, const std::string& text, const Location& where, const WeaveOptions& options);

struct Node;
/// 注：… lines: the author's, then what `remarks` and the gaps of a chart (主营业务收入（2021年）) make necessary.
std::vector<document::Inlines> notes_of(Session& session, const std::vector<const Node*>& authored, const Remarks& remarks,
                                        const std::vector<std::string>& gaps, const WeaveOptions& options);

}  // namespace zh::report
