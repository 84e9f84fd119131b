#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Marks a string for extraction by xgettext; it is translated when shown.
#define ZH_N(text) text

namespace zh {

enum class Severity { error, warning, note };

/// One kind of fault, declared once by the layer that finds it, as `inline constexpr DiagnosticKind kFoo{…}` in
/// src/LAYER/codes.h. Codes never change meaning: E1xx project, E2xx ingest, E3xx expressions and report, E4xx render;
/// warnings are W…, notes N…. Texts are English with {named} arguments; translations stand in po/zh_CN/LAYER.po.
struct DiagnosticKind {
  const char* code;  ///< "E203"
  Severity severity;
  const char* message;  ///< ZH_N("the same indicator has two values: {indicator}")
  const char* hint;     ///< what to do; may be empty
};

/// Where a fault is. Either in a sheet (sheet and cell set) or in a text file (line set), or the file as a whole.
struct Location {
  std::string file;         ///< as the user named it, relative to the project
  std::string sheet, cell;  ///< 主要经济指标, E7
  int line = 0;             ///< from 1; 0: none
  int column = 0;           ///< from 1, in code points
  int length = 0;           ///< code points to underline
  std::string source_line;  ///< the text of that line, to show with a caret
  std::string note;         ///< what stands there: "3612 亿元"
  friend bool operator==(const Location&, const Location&) = default;
};

struct Diagnostic {
  const DiagnosticKind* kind;
  std::vector<std::pair<std::string, std::string>> args;  ///< for the {named} places of message and hint
  std::vector<Location> where;                            ///< the main place first
  std::string suggestion;                                 ///< what was meant ("did you mean …"), or empty
};

/// Collects the faults of a whole run: a reader reports and goes on.
class Diagnostics {
 public:
  using Args = std::vector<std::pair<std::string, std::string>>;
  void add(Diagnostic d) { list_.push_back(std::move(d)); }
  void add(const DiagnosticKind& kind, std::vector<Location> where, Args args = {}, std::string suggestion = {}) {
    list_.push_back({&kind, std::move(args), std::move(where), std::move(suggestion)});
  }
  void append(Diagnostics&& other);
  bool has_errors() const;
  int count(Severity severity) const;
  const std::vector<Diagnostic>& list() const { return list_; }

 private:
  std::vector<Diagnostic> list_;
};

/// Looks a message up in a catalogue; the identity gives English.
using Translate = std::function<std::string(const char*)>;

/// The whole message as shown to a person, several lines, ending in a newline:
///
///     error E311  no indicator named “主营业务收人”
///       report/1-economy.md:14:31
///          14 │ 全年实现 {{ 主营业务收人 }}，比上年…
///             │             ^^^^^^^^^^^^ did you mean “主营业务收入”?
///
/// Columns of wide characters count two, so that the caret stands right in a terminal.
std::string describe(const Diagnostic& diagnostic, const Translate& translate = {});

}  // namespace zh
