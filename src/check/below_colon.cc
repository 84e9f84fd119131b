// Paragraphs that tell, one after another, what a paragraph before them announced.
//
//   B253 bound   共受理各类案件292件，其中： / 刑事案件141件，… / 行政案件62件，…: the first number of each is not more than
//   that of all
//
// What: the paragraph ends in 其中 and a colon; of each paragraph below it the first amount of a noun, against the first amount
// of that noun above. When contradictory: never; a case may be counted in several of them. When silent: a paragraph without
// such an amount ends the list, as does one that exceeds it.
#include "check/parts.h"
#include "check/rules.h"

namespace zh::check {
namespace {

class BelowColon {
 public:
  BelowColon(const Evidence& e, Ledger& ledger) : e_(e), parts_(e, ledger, "B253"), tied_(tied_by(ledger, false)) {}

  void run() {
    for (std::size_t p = 0; p < e_.paragraphs().size(); ++p)
      if (opens(e_.paragraphs()[p])) below(p);
    parts_.tell(true);
  }

 private:
  static bool amount(const Claim& c) {
    return c.is_amount() && c.role == Role::level && !c.vague() && !c.noun.empty() && !c.chinese && c.table < 0;
  }

  bool opens(const std::vector<int>& paragraph) const {
    View text = e_.passage(paragraph.front()).text;
    while (!text.empty() && claim::one_of(text.back(), U" \n　")) text.remove_suffix(1);
    return !claim::end_any(text, {U"其中：", U"其中:", U"包括：", U"包括:"}).empty();
  }

  /// The first amount of a noun in a paragraph.
  int first_of(const std::vector<int>& paragraph, const Text& noun) const {
    for (const int id : paragraph)
      if (amount(e_[id]) && e_[id].noun == noun) return id;
    return -1;
  }

  void below(std::size_t p) {
    constexpr std::size_t kMost = 12;
    const std::vector<int>& above = e_.paragraphs()[p];
    std::vector<int> wholes;  // the first of each noun
    for (const int id : above)
      if (amount(e_[id]) && first_of(above, e_[id].noun) == id) wholes.push_back(id);
    for (std::size_t q = p + 1; q < e_.paragraphs().size() && q <= p + kMost; ++q) {
      const std::vector<int>& paragraph = e_.paragraphs()[q];
      // The paragraphs stand right below each other.
      if (e_[paragraph.front()].block - e_[e_.paragraphs()[q - 1].front()].block > 1) return;
      bool any = false;
      for (const int whole : wholes) {
        const int part = first_of(paragraph, e_[whole].noun);
        if (part < 0) continue;
        if (e_[part].exact > e_[whole].exact) return;
        any = true;
        if (!tied_.has(whole, part)) parts_.add(whole, part);
      }
      if (!any) return;
    }
  }

  const Evidence& e_;
  Parts parts_;
  Pairs tied_;
};

}  // namespace

void check_below_colon(const Evidence& evidence, Ledger& ledger) { BelowColon(evidence, ledger).run(); }

}  // namespace zh::check
