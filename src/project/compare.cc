#include "project/compare.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "project/codes.h"
#include "project/compare_charts.h"
#include "project/direction.h"
#include "project/edits.h"
#include "readback/docx_build.h"
#include "readback/read.h"
#include "render/ledger_json.h"
#include "report/numeral.h"

namespace zh::project {
namespace {

using readback::Block;
using Subject = Difference::Subject;
using What = Difference::Change;

constexpr std::size_t kExcerpt = 14;   ///< characters of a sentence on either side of a change
constexpr std::size_t kLongest = 120;  ///< of a paragraph that is told as a whole

std::string short_text(std::u32string_view text) {
  std::u32string out;
  for (const char32_t c : text.substr(0, kLongest)) out += c == U'\n' || c == U'\t' ? U' ' : c;
  return std::string(trim(to_utf8(out))) + (text.size() > kLongest ? "…" : "");
}

/// The text of tokens as it is printed; cells are parted by a bar.
std::string text_of(const Line& line, std::size_t begin, std::size_t end) {
  std::u32string out;
  for (std::size_t i = begin; i < std::min(end, line.tokens.size()); ++i)
    out += line.tokens[i].text == std::u32string(1, kCellMark) ? U"｜" : line.tokens[i].printed;
  while (!out.empty() && out.back() == U'｜') out.pop_back();
  return to_utf8(out);
}

std::u32string folded(const Line& line, std::size_t begin, std::size_t end) {
  std::u32string out;
  for (std::size_t i = begin; i < std::min(end, line.tokens.size()); ++i) out += line.tokens[i].text;
  return out;
}

bool has_numeral(const Line& line, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < std::min(end, line.tokens.size()); ++i)
    if (line.tokens[i].numeral) return true;
  return false;
}

/// Where the bookmarks of facts stand in the lines of a document: by name of the bookmark.
struct Marked {
  std::size_t line = 0, begin = 0, end = 0;  ///< tokens
};
using Marks = std::map<std::string, Marked>;

Marks marks_of(const readback::Reading& reading, const std::vector<Line>& lines) {
  Marks out;
  for (const readback::Bookmark& mark : reading.bookmarks) {
    if (mark.range.start >= mark.range.end) continue;
    // The last line that begins before the bookmark ends; lines stand in order of the text.
    auto line = std::upper_bound(lines.begin(), lines.end(), mark.range.start,
                                 [](std::size_t at, const Line& l) { return at < l.range.start; });
    if (line == lines.begin()) continue;
    --line;
    Marked marked{static_cast<std::size_t>(line - lines.begin()), line->tokens.size(), 0};
    for (std::size_t i = 0; i < line->tokens.size(); ++i) {
      const Token& token = line->tokens[i];
      if (token.range.end <= mark.range.start || token.range.start >= mark.range.end) continue;
      if (token.text == std::u32string(1, kCellMark)) continue;
      marked.begin = std::min(marked.begin, i);
      marked.end = i + 1;
    }
    if (marked.begin < marked.end) out[mark.name] = marked;
  }
  return out;
}

/// Charts are compared from their parts, not as lines.
std::vector<Line> text_lines(const readback::Reading& reading) {
  std::vector<Line> lines = lines_of(reading);
  std::erase_if(lines, [](const Line& line) { return line.kind == Block::Kind::chart; });
  return lines;
}

/// Gives the lines of the built document the places that the project's ledger uses.
void locate(std::vector<Line>& built, const Model& model) {
  std::size_t next = 0;
  for (const Line& known : lines_of(model)) {
    const std::u32string text = folded(known);
    // The document has lines of its own (目录), and numbers before the items of lists.
    for (std::size_t i = next; i < built.size(); ++i) {
      const std::u32string own = folded(built[i]);
      if (own != text && !(own.size() <= text.size() + 6 && own.ends_with(text))) continue;
      built[i].spot = known.spot;
      next = i + 1;
      break;
    }
  }
  std::string last = "封面";
  for (Line& line : built) {
    if (line.spot.empty()) line.spot = last;
    last = line.spot;
  }
}

class Comparer {
 public:
  Comparer(const Model& model, const readback::Reading& found, const readback::Reading& built)
      : model_(model),
        bases_(model),
        found_(text_lines(found)),
        built_(text_lines(built)),
        found_marks_(marks_of(found, found_)),
        built_marks_(marks_of(built, built_)),
        partner_(pair_lines(found_, built_)) {
    locate(built_, model);
    for (const auto& [name, marked] : built_marks_) names_by_place_[{marked.line, marked.begin}] = name;
  }

  Comparison run(const std::vector<readback::DocxChartData>& charts) {
    std::vector<int> where(built_.size(), -1);
    for (std::size_t f = 0; f < found_.size(); ++f)
      if (partner_[f] >= 0) where[static_cast<std::size_t>(partner_[f])] = static_cast<int>(f);
    for (std::size_t e = 0; e < built_.size(); ++e) {
      if (where[e] >= 0)
        pair(found_[static_cast<std::size_t>(where[e])], built_[e], e);
      else
        removed(e);
    }
    added();
    moved();
    compare_charts(model_, charts, bases_, out_);
    const auto edits = std::stable_partition(out_.differences.begin(), out_.differences.end(),
                                             [](const Difference& d) { return d.subject != Subject::text; });
    out_.edits = static_cast<std::size_t>(out_.differences.end() - edits);
    return std::move(out_);
  }

 private:
  // ── a line that is still there ──

  void pair(const Line& found, const Line& built, std::size_t index) {
    const std::vector<Change> all = changes(found, built);
    std::vector<FactSpan> spans = fact_spans(found, built, all);
    const std::size_t first = out_.differences.size();
    for (FactSpan& span : spans) fact(found, built, index, span);
    for (const Change& change : word_changes(found, built, all, spans)) words(found, built, change);
    std::stable_sort(
        out_.differences.begin() + static_cast<std::ptrdiff_t>(first), out_.differences.end(),
        [](const Difference& a, const Difference& b) { return (a.subject == Subject::text) < (b.subject == Subject::text); });
  }

  void fact(const Line& found, const Line& built, std::size_t index, FactSpan& span) {
    ++out_.facts;
    const std::u32string expected = folded(built, span.begin, span.end);
    const std::string name = built_names(index, span);
    const auto marked = found_marks_.find(name);
    const bool has_mark = marked != found_marks_.end();
    const Line* marked_line = has_mark ? &found_[marked->second.line] : nullptr;
    const auto marked_text = [&] { return folded(*marked_line, marked->second.begin, marked->second.end); };
    if (folded(found, span.found_begin, span.found_end) == expected) {
      // It says the same. Does its bookmark still hold it?
      const bool holds =
          has_mark && (marked_text() == expected || (marked_line == &found && marked->second.begin < span.found_end &&
                                                     span.found_begin < marked->second.end));
      ++out_.agree;
      if (!holds) report(found, built, span, What::unbound, text_of(found, span.found_begin, span.found_end));
      return;
    }
    if (has_mark && marked_text() == expected) {  // carried elsewhere by a move
      ++out_.agree;
      span.found_begin = span.found_end = 0;
      return;
    }
    std::string after = text_of(found, span.found_begin, span.found_end);
    bool unbound = !has_mark;
    if (has_mark &&
        (has_numeral(*marked_line, marked->second.begin, marked->second.end) || !has_numeral(built, span.begin, span.end))) {
      after = text_of(*marked_line, marked->second.begin, marked->second.end);
      if (marked_line == &found) span.found_begin = marked->second.begin, span.found_end = marked->second.end;
    } else if (has_mark) {
      unbound = true;
    }
    report(found, built, span, after.empty() ? What::removed : What::changed, after, unbound);
  }

  /// The bookmark of a print of a fact: the built document says its name.
  const std::string& built_names(std::size_t line, const FactSpan& span) {
    const auto at = names_by_place_.find({line, span.begin});
    static const std::string kNone;
    return at == names_by_place_.end() ? kNone : at->second;
  }

  void report(const Line& found, const Line& built, const FactSpan& span, What change, std::string after,
              bool unbound = false) {
    Difference d;
    d.subject = subject_of(built);
    if (d.subject == Subject::text) d.subject = Subject::number;
    d.change = change;
    d.fact = span.fact;
    d.before = text_of(built, span.begin, span.end);
    d.after = std::move(after);
    d.unbound = unbound && change == What::changed;
    d.reversed = direction(to_u32(d.before)) * direction(to_u32(d.after)) < 0;
    d.place = place_of(built, span.begin);
    d.excerpt = excerpt(found, span.found_begin, span.found_end);
    if (const report::Fact* fact = model_.report.ledger.find(span.fact)) {
      d.expression = fact->expression + (fact->wording.empty() ? "" : " | " + fact->wording);
      if (!fact->places.empty()) d.file = fact->places.front().file, d.line = fact->places.front().line;
      const auto quantity = bases_.quantity(d.after, fact);
      if (quantity && change == What::changed) {
        d.judged = true;
        d.bases = bases_.of(quantity->number, quantity->unit, fact);
      }
    }
    out_.differences.push_back(std::move(d));
  }

  void words(const Line& found, const Line& built, const Change& change) {
    Difference d;
    d.subject = subject_of(built);
    d.before = text_of(built, change.expected_begin, change.expected_end);
    d.after = text_of(found, change.found_begin, change.found_end);
    if (d.before.empty() && d.after.empty()) return;
    d.change = d.before.empty() ? What::added : d.after.empty() ? What::removed : What::changed;
    d.place = place_of(built, change.expected_begin);
    d.excerpt = excerpt(found, change.found_begin, change.found_end);
    source_of(built, d);
    // A word of direction may be cut by the change: its neighbours belong to it.
    const auto around = [](std::size_t at) { return at == 0 ? at : at - 1; };
    d.reversed = direction(folded(found, around(change.found_begin), change.found_end + 1)) *
                     direction(folded(built, around(change.expected_begin), change.expected_end + 1)) <
                 0;
    d.typed = typed(found, change.found_begin, change.found_end, built);
    out_.differences.push_back(std::move(d));
  }

  /// Numbers in words that were put in, but those that stood there before and those that the document prints as facts.
  std::vector<Typed> typed(const Line& found, std::size_t begin, std::size_t end, const Line& built) const {
    std::vector<Typed> out;
    std::set<std::u32string> known;
    for (const Token& token : built.tokens)
      if (token.numeral) known.insert(token.text);
    std::u32string text;
    std::vector<std::size_t> starts;
    for (const Token& token : found.tokens) starts.push_back(text.size()), text += token.printed;
    for (std::size_t i = begin; i < std::min(end, found.tokens.size()); ++i) {
      const Token& token = found.tokens[i];
      if (!token.numeral || !token.fact.empty() || known.count(token.text) > 0) continue;
      if (!report::is_data_numeral(text, starts[i], starts[i] + token.printed.size())) continue;
      const auto quantity = bases_.quantity(to_utf8(text.substr(starts[i], 24)), nullptr);
      if (!quantity) continue;
      out.push_back({quantity->numeral + quantity->unit.str(), bases_.of(quantity->number, quantity->unit, nullptr)});
    }
    return out;
  }

  // ── lines that are only in one version ──

  void removed(std::size_t index) {
    const Line& line = built_[index];
    Difference d;
    d.subject = subject_of(line);
    d.change = What::removed;
    d.place = line.spot;
    d.before = d.excerpt = short_text(to_u32(text_of(line, 0, line.tokens.size())));
    source_of(line, d);
    for (const FactSpan& span : fact_spans(Line{}, line, {})) {
      ++out_.facts;
      const auto marked = found_marks_.find(built_names(index, span));
      if (marked != found_marks_.end() &&
          folded(found_[marked->second.line], marked->second.begin, marked->second.end) == folded(line, span.begin, span.end))
        ++out_.agree;
      else
        d.lost.push_back(span.fact);
    }
    join_or_add(std::move(d), line);
  }

  /// 表1-1 of 表1-1第2行.
  static std::string table_of(const std::string& place) {
    return place.substr(0, std::min(place.find("第"), place.find("表头")));
  }

  /// All rows of a table that went are one thing.
  void join_or_add(Difference d, const Line& line) {
    if (line.kind == Block::Kind::table && !out_.differences.empty()) {
      Difference& last = out_.differences.back();
      if (last.subject == Subject::cell && last.change == d.change && table_of(last.place) == table_of(line.spot)) {
        last.lost.insert(last.lost.end(), d.lost.begin(), d.lost.end());
        last.before = last.excerpt = last.before + "／" + d.before;
        return;
      }
    }
    out_.differences.push_back(std::move(d));
  }

  void added() {
    std::string after = "封面";
    for (std::size_t f = 0; f < found_.size(); ++f) {
      if (partner_[f] >= 0) {
        after = built_[static_cast<std::size_t>(partner_[f])].spot;
        continue;
      }
      const Line& line = found_[f];
      Difference d;
      d.subject = line.kind == Block::Kind::table ? Subject::cell : Subject::text;
      d.change = What::added;
      d.place = after;
      d.after = d.excerpt = short_text(to_u32(text_of(line, 0, line.tokens.size())));
      d.typed = typed(line, 0, line.tokens.size(), Line{});
      out_.differences.push_back(std::move(d));
    }
  }

  void moved() {
    for (const std::size_t f : moved_of(partner_)) {
      const Line& line = built_[static_cast<std::size_t>(partner_[f])];
      Difference d;
      d.change = What::moved;
      d.place = line.spot;
      // What it stands behind now.
      d.after = "封面";
      for (std::size_t i = f; i-- > 0;)
        if (partner_[i] >= 0) {
          d.after = built_[static_cast<std::size_t>(partner_[i])].spot;
          break;
        }
      d.before = line.spot;
      d.excerpt = short_text(to_u32(text_of(line, 0, line.tokens.size())));
      source_of(line, d);
      out_.differences.push_back(std::move(d));
    }
  }

  // ── places ──

  static Subject subject_of(const Line& line) {
    return line.kind == Block::Kind::table     ? Subject::cell
           : line.kind == Block::Kind::caption ? Subject::caption
                                               : Subject::text;
  }

  static std::string place_of(const Line& line, std::size_t token) {
    if (line.kind != Block::Kind::table || line.tokens.empty()) return line.spot;
    const int column = line.tokens[std::min(token, line.tokens.size() - 1)].column;
    return line.spot + "第" + std::to_string(column + 1) + (line.spot.ends_with("行") ? "列" : "栏");
  }

  /// Where the words stand in the chapters: beside the line's first fact, else where its longest run of words is found.
  void source_of(const Line& line, Difference& d) {
    for (const Token& token : line.tokens)
      if (const report::Fact* fact = token.fact.empty() ? nullptr : model_.report.ledger.find(token.fact);
          fact && !fact->places.empty()) {
        d.file = fact->places.front().file;
        d.line = fact->places.front().line;
        return;
      }
    constexpr std::size_t kSure = 5;  // fewer characters stand in many places
    const std::u32string words = longest_words(line);
    if (words.size() < kSure) return;
    if (sources_.empty()) read_sources();
    for (const Source& source : sources_)
      if (source.text.find(words) != std::u32string::npos) {
        d.file = source.file;
        d.line = source.line;
        return;
      }
  }

  /// Of a line's words those without a numeral between them: a chapter has bindings there. At most as many as stand in one line
  /// of a chapter.
  static std::u32string longest_words(const Line& line) {
    constexpr std::size_t kMost = 16;
    std::u32string best, run;
    for (const Token& token : line.tokens) {
      if (token.numeral || !token.fact.empty() || token.text[0] == kCellMark) {
        run.clear();
        continue;
      }
      run += token.text;
      if (run.size() > best.size()) best = run;
      if (best.size() >= kMost) break;
    }
    return best;
  }

  struct Source {
    std::string file;
    int line = 0;
    std::u32string text;  ///< folded as lines are; with the line after it, as sentences run on
  };
  void read_sources() {
    for (const report::Chapter& chapter : model_.chapters) {
      const std::vector<std::string> lines = split_lines(chapter.text);
      for (std::size_t i = 0; i < lines.size(); ++i)
        sources_.push_back({chapter.file, static_cast<int>(i) + 1,
                            project::folded(lines[i] + (i + 1 < lines.size() ? lines[i + 1] : std::string()))});
    }
  }

  std::string excerpt(const Line& found, std::size_t begin, std::size_t end) const {
    if (found.tokens.empty()) return {};
    // Of a row only the cell.
    std::size_t first = 0, last = found.tokens.size();
    const auto is_cell = [&](std::size_t i) { return found.tokens[i].text == std::u32string(1, kCellMark); };
    begin = std::min(begin, last);
    end = std::clamp(end, begin, last);
    for (std::size_t i = begin; i-- > 0;)
      if (is_cell(i)) {
        first = i + 1;
        break;
      }
    for (std::size_t i = end; i < last; ++i)
      if (is_cell(i)) last = i;
    const std::size_t from = begin > first + kExcerpt ? begin - kExcerpt : first;
    const std::size_t to = std::min(last, end + kExcerpt);
    // A cell is told by its row.
    std::string row;
    if (first > 0) {
      std::size_t label = 0;
      while (!is_cell(label)) ++label;
      row = text_of(found, 0, label) + "｜";
    }
    return row + (from > first ? "…" : "") + text_of(found, from, begin) + "【" + text_of(found, begin, end) + "】" +
           text_of(found, end, to) + (to < last ? "…" : "");
  }

  const Model& model_;
  Bases bases_;
  std::vector<Line> found_, built_;
  Marks found_marks_, built_marks_;
  std::vector<int> partner_;
  std::map<std::pair<std::size_t, std::size_t>, std::string> names_by_place_;
  std::vector<Source> sources_;  ///< lines of the chapters, once they are asked for
  Comparison out_;
};

/// Whether the document is of the build that the project gives now; a fault if not.
bool is_known(const readback::DocxBuild& build, const Model& model, const std::string& path, Diagnostics& faults) {
  if (build.build.empty()) {
    faults.add(kNoBuild, {{.file = path}});
    return false;
  }
  if (build.inputs != model.base_digest) {
    faults.add(kOtherBuild, {{.file = path}},
               {{"build", build.build}, {"program", build.program}, {"now", model.input_digest}});
    return false;
  }
  if (build.build == model.input_digest && build.digest != render::ledger_digest(model.report.ledger)) {
    faults.add(kOtherLedger, {{.file = path}}, {{"build", build.build}});
    return false;
  }
  return true;
}

}  // namespace

std::optional<Comparison> compare(const Model& model, const std::string& path, const std::string& bytes, World& world,
                                  Diagnostics& faults) {
  if (readback::recognise(path, bytes) != readback::Format::docx) {
    faults.add(kNotWord, {{.file = path}});
    return std::nullopt;
  }
  const auto found = readback::read_document(path, bytes, world, faults);
  const auto stored = found ? readback::read_docx_build(path, bytes, faults) : std::nullopt;
  if (!stored || !is_known(*stored, model, path, faults)) return std::nullopt;
  // The document that was given out, read by the same reader: what differs was done to it afterwards.
  const render::BuildStamp stamp{stored->program, model.input_digest, model.base_digest};
  const std::string built = render::write_docx(model.report.document, model.report.ledger, model.config.layout, stamp, {});
  const auto original = readback::read_docx(path, built, faults);
  if (!original) return std::nullopt;
  Comparison out = Comparer(model, *found, *original).run(stored->charts);
  out.path = path;
  out.build = stored->build;
  return out;
}

}  // namespace zh::project
