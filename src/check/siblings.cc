// The number that fails where its siblings hold.
//
//   (codes of the siblings)   商品类584件，占63.1%；服务类341件，占36.9%: numbers in the same words, each with its operands in
//   the same places
//
// What: a report says the same thing of one subject after another, in one sentence or paragraph after another, and what stands
// where stays the same: the amount before the share, the whole that all shares are of. For a number that nothing explains
// firmly the operands of its siblings are looked for in its own surroundings. The reading waits with the other misses; the more
// siblings hold and the fewer in the same words do not, the firmer the tie. When silent: as many siblings fail as hold.
#include <algorithm>
#include <map>
#include <set>

#include "check/forms.h"
#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

constexpr int kReach = 5;     ///< paragraphs between siblings
constexpr int kFarthest = 7;  ///< numbers between a result and its operand
constexpr std::size_t kMostOperands = 5;

class Siblings {
 public:
  Siblings(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (std::size_t i = 0; i < ledger_.entries().size(); ++i) {
      const Ledger::Entry& entry = ledger_.entries()[i];
      if (entry.verdict == Verdict::consistent && shaped(entry)) of_paragraph_[e_.paragraph(entry.result)].push_back(i);
    }
    unexplained_.resize(e_.all.size());
    for (const int id : e_.prose()) unexplained_[static_cast<std::size_t>(id)] = open(id) && !explained(id);
    for (const int id : e_.prose())
      if (open(id)) {
        project(id, true);
        project(id, false);
      }
  }

 private:
  static bool arithmetic(std::string_view kind) {
    return kind == "ratio" || kind == "growth" || kind == "pp" || kind == "difference" || kind == "multi" || kind == "sum";
  }
  /// Whether a relation has a shape that others can have: operands near by, or a whole that many share.
  bool shaped(const Ledger::Entry& entry) const {
    if (!arithmetic(entry.kind) || !entry.computed || entry.result < 0 || e_.place(entry.result) < 0) return false;
    if (entry.operands.empty() || entry.operands.size() > kMostOperands) return false;
    if (chance(e_[entry.result], *entry.computed) > 3 * kEnough) return false;
    return std::any_of(entry.operands.begin(), entry.operands.end(), [&](int id) { return near(id, entry.result); });
  }
  bool near(int operand, int result) const {
    return e_.place(operand) >= 0 && e_.paragraph(operand) == e_.paragraph(result) &&
           std::abs(e_.place(operand) - e_.place(result)) <= kFarthest;
  }
  bool explained(int id) const { return ledger_.explained(id, {"ratio", "growth", "pp", "difference", "multi", "sum"}); }
  /// Whether a number may be the result of a relation that is not found.
  bool open(int id) const {
    const Claim& c = e_[id];
    if (c.vague() || c.chinese || c.kind == claim::Numeral::Kind::part || c.role == Role::limit || c.role == Role::count)
      return false;
    for (const int index : ledger_.of_result(id)) {
      const Ledger::Entry& known = ledger_.entries()[static_cast<std::size_t>(index)];
      // Three digits of a sentence are no coincidence, whichever reading found them.
      constexpr std::int64_t kCoincidence = 600;  // millionths
      if (arithmetic(known.kind) &&
          (known.charge < kLoose || (known.computed && chance(c, *known.computed) * known.charge <= kCoincidence * 100)))
        return false;
    }
    return true;
  }
  /// The same words introduce both.
  static bool alike(const Claim& a, const Claim& b) {
    if (a.role != b.role || a.kind != b.kind || a.year_on_year != b.year_on_year || a.month_on_month != b.month_on_month)
      return false;
    if (a.role == Role::growth) return true;
    if (a.is_amount()) return a.noun == b.noun && ends_alike(a.before, b.before);
    // 结案率 says nothing of how a 调撤率 is computed.
    return a.base == b.base && (a.role != Role::rate || stem_of_rate(a) == stem_of_rate(b)) && ends_alike(a.before, b.before);
  }
  /// What stands where the operand of a sibling stands.
  bool like_operand(int id, int model) const {
    const Claim &x = e_[id], &m = e_[model];
    return x.kind == m.kind && x.role == m.role &&
           (strict_ ? x.noun == m.noun : claim::is_measured(x.noun) == claim::is_measured(m.noun)) && !x.vague() && !x.chinese;
  }
  /// Numbers of one noun in the sibling are of one noun here: 35.4万个，2005年32.0万个 and 42.5万人，2005年45.2万人.
  bool like_nouns(int id, const std::vector<int>& operands, const Ledger::Entry& model) const {
    for (std::size_t i = 0; i < operands.size(); ++i) {
      if ((e_[operands[i]].noun == e_[id].noun) != (e_[model.operands[i]].noun == e_[model.result].noun)) return false;
      for (std::size_t j = i + 1; j < operands.size(); ++j)
        if ((e_[operands[i]].noun == e_[operands[j]].noun) != (e_[model.operands[i]].noun == e_[model.operands[j]].noun))
          return false;
    }
    return true;
  }

  struct Reading {
    std::set<int> siblings;  ///< results
    const Ledger::Entry* model = nullptr;
    std::size_t shared = 0;  ///< operands that the siblings have too
  };

  /// `strict`: siblings of the same nouns and in the same section.
  void project(int id, bool strict) {
    strict_ = strict;
    const Claim& c = e_[id];
    const int own = e_.paragraph(id);
    std::map<std::vector<int>, Reading> readings;
    std::set<int> alike_here;
    for (auto it = of_paragraph_.lower_bound(own - kReach); it != of_paragraph_.end() && it->first <= own + kReach; ++it)
      for (const std::size_t index : it->second) {
        const Ledger::Entry& model = ledger_.entries()[index];
        if (model.result == id || (strict && e_.section(model.result) != e_.section(id)) || !alike(e_[model.result], c))
          continue;
        std::vector<int> operands;
        place(id, model, 0, operands, 0, readings);
      }
    if (readings.empty()) return;
    const auto best = std::max_element(readings.begin(), readings.end(), [](const auto& a, const auto& b) {
      return std::pair(a.second.siblings.size(), a.second.shared) < std::pair(b.second.siblings.size(), b.second.shared);
    });
    const std::size_t agreeing = best->second.siblings.size();
    for (const auto& [operands, reading] : readings)
      if (&reading != &best->second && reading.siblings.size() == agreeing && reading.shared == best->second.shared &&
          values(operands) != values(best->first))
        return;  // the siblings do not say which
    queue(id, best->first, best->second, opposing(id, agreeing));
  }

  /// Fills in the operands one by one: what stands in the sibling's place, or the very number that the sibling uses.
  void place(int id, const Ledger::Entry& model, std::size_t i, std::vector<int>& operands, std::size_t shared,
             std::map<std::vector<int>, Reading>& readings) {
    if (i == model.operands.size()) {
      if (shared == operands.size() || !like_nouns(id, operands, model)) return;
      Reading& reading = readings[operands];
      reading.siblings.insert(model.result);
      reading.model = &model;
      reading.shared = shared;
      return;
    }
    const int operand = model.operands[i];
    const auto put = [&](int number, std::size_t more) {
      if (number == id || std::find(operands.begin(), operands.end(), number) != operands.end()) return;
      operands.push_back(number);
      place(id, model, i + 1, operands, shared + more, readings);
      operands.pop_back();
    };
    if (near(operand, model.result)) {
      const int at = e_.place(id) + e_.place(operand) - e_.place(model.result);
      if (at >= 0 && at < static_cast<int>(e_.prose().size())) {
        const int there = e_.prose()[static_cast<std::size_t>(at)];
        if (e_.paragraph(there) == e_.paragraph(id) && like_operand(there, operand) &&
            e_[there].sentence - e_[id].sentence == e_[operand].sentence - e_[model.result].sentence)
          put(there, 0);
      }
    }
    // The whole that many share does not stand behind them in a table of others.
    if (model.kind == "ratio" && (operand < id || e_.paragraph(model.result) == e_.paragraph(id))) put(operand, 1);
  }
  std::vector<Rational> values(const std::vector<int>& ids) const {
    std::vector<Rational> out;
    for (const int id : ids) out.push_back(e_[id].exact);
    return out;
  }

  /// Others in the same words that no relation of the kind explains; counted up to `enough`.
  std::size_t opposing(int id, std::size_t enough) const {
    std::size_t out = 0;
    for (int p = std::max(0, e_.paragraph(id) - kReach);
         p <= e_.paragraph(id) + kReach && p < static_cast<int>(e_.paragraphs().size()); ++p)
      for (const int other : e_.paragraphs()[static_cast<std::size_t>(p)]) {
        out += other != id && unexplained_[static_cast<std::size_t>(other)] &&
               (!strict_ || e_.section(other) == e_.section(id)) && alike(e_[other], e_[id]);
        if (out >= enough) return out;
      }
    return out;
  }

  /// 尚差3.28亿元 is not 超收0.59亿元.
  bool said_alike(const Ledger::Entry& model, const std::vector<int>& operands) const {
    for (std::size_t i = 0; i < operands.size(); ++i)
      for (const View w : {View(U"差"), View(U"超"), View(U"欠"), View(U"短"), View(U"余")})
        if (claim::contains(e_[operands[i]].before, w) != claim::contains(e_[model.operands[i]].before, w)) return false;
    return true;
  }
  /// Whether what is computed is not half as large again as what is printed, nor the other way round.
  bool near_by(int id, Form form, const std::vector<int>& operands) const {
    Values own;
    for (const int operand : operands) own.push_back(e_[operand].value);
    const std::optional<Interval> computed = compute_again(form, own);
    if (!computed) return false;
    const Rational size = magnitude(*computed).low, printed = e_[id].exact.abs();
    return size * Rational(2) <= printed * Rational(3) && printed * Rational(2) <= size * Rational(3);
  }
  void queue(int id, const std::vector<int>& operands, const Reading& reading, std::size_t opposing) {
    const std::size_t agreeing = reading.siblings.size();
    if (opposing >= agreeing || other_bears_name(id, operands, *reading.model) || of_another(id, operands) ||
        of_other_whole(id, *reading.model, operands) || !said_alike(*reading.model, operands))
      return;
    Values was;
    for (const int operand : reading.model->operands) was.push_back(e_[operand].value);
    const Form form = form_of(reading.model->kind, was, *reading.model->computed);
    if (form == nullptr) return;
    // 减少4万人，下降0.1% beside 增加306万人，增长2.0%: a fall is computed otherwise.
    if (reading.model->kind == "growth" && (e_[id].exact.sign() < 0) != (e_[reading.model->result].exact.sign() < 0)) return;
    const bool surely = agreeing >= 3 || (agreeing == 2 && near_by(id, form, operands));
    const Tie tie = surely && opposing == 0 && !explained(id) ? Tie::certain : agreeing >= 2 ? Tie::strong : Tie::medium;
    miss(e_, ledger_,
         {reading.model->rule, reading.model->kind, id, operands, [form](const Values& v) { return compute_again(form, v); },
          tie, describe(*reading.model, operands), "照同样写法的其他数计算", 1, true});
  }

  /// 受理6件，受案率54.5%; 受理24件，不予受理8件，协调4件，受案率75%: what stands in the place of the sibling's part is called
  /// otherwise, and another amount before it is called so.
  bool other_bears_name(int id, const std::vector<int>& operands, const Ledger::Entry& model) const {
    if (std::string_view(model.kind) != "ratio" || operands.size() != 2) return false;
    const Claim &meant = e_[model.operands[0]], &placed = e_[operands[0]];
    if (meant.table >= 0 || placed.table >= 0 || operands[0] == model.operands[0] || ends_alike(placed.before, meant.before))
      return false;
    for (int other = id - 1; other >= 0 && e_[other].passage == e_[id].passage && e_[other].sentence == e_[id].sentence;
         --other)
      if (other != operands[0] && like_operand(other, meant.id) && ends_alike(e_[other].before, meant.before)) return true;
    return false;
  }

  /// 转派4898件、在线办结6273件，在线办结占56.2%: a share whose clause names an amount of the sentence is of that one.
  bool of_another(int id, const std::vector<int>& operands) const {
    const Claim& c = e_[id];
    const std::size_t of = c.clause_before.rfind(U'占');
    if (c.role != Role::share || of == Text::npos || operands.empty()) return false;
    const Text own(claim::strip_name(View(c.clause_before).substr(0, of)));
    if (own.size() < 2 || e_[operands[0]].name == own) return false;
    for (int other = id - 1; other >= 0 && e_[other].passage == c.passage && c.sentence - e_[other].sentence <= 1; --other)
      if (other != operands[0] && e_[other].is_amount() && e_[other].name == own) return true;
    return false;
  }

  /// 亡1390人，伤881人，…; 亡73人，伤71人，分别占5.3%和8.1%: another amount before it makes the share right.
  bool of_other_whole(int id, const Ledger::Entry& model, const std::vector<int>& operands) const {
    if (std::string_view(model.kind) != "ratio" || operands.size() != 2) return false;
    const Claim &part = e_[operands[0]], &whole = e_[operands[1]];
    constexpr int kBack = 60;
    for (int other = std::max(0, id - kBack); other < id; ++other) {
      const Claim& x = e_[other];
      if (!x.is_amount() || x.role != Role::level || x.noun != whole.noun || x.exact <= part.exact || other == operands[1])
        continue;
      if (const std::optional<Interval> q = percentage(part.value, x.value); q && fit(e_[id], *q) == Fit::rounded) return true;
    }
    return false;
  }

  /// The sibling's formula with the numbers of this one.
  std::string describe(const Ledger::Entry& model, const std::vector<int>& operands) const {
    std::string out = model.formula;
    const std::size_t equals = out.find(" = ");
    if (equals == std::string::npos) return joined(e_, operands, "、");
    out.erase(0, equals + 3);
    std::size_t from = 0;
    // From left to right where the formula names its operands in their order; else they are listed.
    for (std::size_t i = 0; i < operands.size(); ++i) {
      const std::string old = number_text(e_, model.operands[i]), now = number_text(e_, operands[i]);
      for (std::size_t at = out.find(old, i == 0 ? 0 : from); at != std::string::npos; at = out.find(old, at + now.size())) {
        out.replace(at, old.size(), now);
        from = at + now.size();
        if (i == 0) break;
      }
    }
    return out;
  }

  const Evidence& e_;
  Ledger& ledger_;
  bool strict_ = true;
  std::vector<bool> unexplained_;                         ///< numbers that are no result of arithmetic
  std::map<int, std::vector<std::size_t>> of_paragraph_;  ///< relations that hold, by the paragraph of their result
};

}  // namespace

void check_siblings(const Evidence& evidence, Ledger& ledger) { Siblings(evidence, ledger).run(); }

}  // namespace zh::check
