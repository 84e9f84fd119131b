#include "tell/notes.h"

#include <algorithm>

#include "base/say.h"
#include "tell/places.h"

namespace zh::tell {

std::vector<Note> notes_of(const Document& document, const Translate& translate, const std::function<int(std::size_t)>& place) {
  constexpr int kMostElsewhere = 4;
  const Places places(document.reading);
  std::vector<Note> out;
  int number = 0;
  for (std::size_t f = 0; f < document.result.findings.size(); ++f) {
    if (document.is_accepted(f)) continue;
    const check::Finding& finding = document.result.findings[f];
    ++number;
    const int home = place(finding.range.start);
    if (home < 0) continue;
    const char* weight = finding.weight == check::Weight::error     ? ZH_N("contradiction")
                         : finding.weight == check::Weight::warning ? ZH_N("warning")
                                                                    : ZH_N("note");
    const std::string head = std::to_string(number) + " · " + translate(weight) + " " + finding.rule;
    std::string text = head + "\n" + finding.message;
    if (!finding.repair.empty()) text += "\n" + finding.repair;
    out.push_back({finding.range, text + "\n" + finding.fingerprint});
    int elsewhere = 0;
    std::vector<int> noted{home, -1};
    for (const readback::Range& mark : marks_of(finding, document.result)) {
      const int there = place(mark.start);
      if (elsewhere == kMostElsewhere || std::find(noted.begin(), noted.end(), there) != noted.end()) continue;
      noted.push_back(there);
      ++elsewhere;
      out.push_back(
          {mark,
           head + "\n" + say(translate, ZH_N("belongs to the finding at {0}"), places.name(finding.range.start, translate))});
    }
  }
  return out;
}

bool insert_at_end(std::string& xml, const std::function<std::string(const std::string& prefix)>& text) {
  const std::size_t end = xml.rfind("</");
  if (end == std::string::npos) return false;
  const std::size_t stop = xml.find('>', end), colon = xml.find(':', end);
  const std::string prefix = colon < stop ? xml.substr(end + 2, colon - end - 1) : std::string();
  xml.insert(end, text(prefix));
  return true;
}

}  // namespace zh::tell
