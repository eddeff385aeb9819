#include <doctest/doctest.h>

#include "engines/rules/packs.h"

namespace muniment::rules {

TEST_CASE("citations have one form") {
    for (const char* good :
         {"45 CFR 164.508(c)(1)(i)", "45 CFR 164.524(b)(2)(ii)(A)", "42 CFR 2.31",
          "42 CFR 2.33(a)(1)", "CA CIV 56.10(c)(1)", "NY GBL 394-i", "TX HSC 181.102",
          "740 ILCS 110/5(a)", "735 ILCS 5/8-2001", "10 NYCRR 23.4", "25 TAC 133.42", "89 FR 12472",
          "42 USC 17935(e)(1)", "42 USC 290dd-2(f)", "Policy ROI-2 4.1"})
        CHECK_MESSAGE(is_citation(good), good);
    for (const char* bad : {"",
                            "164.508(c)(1)",
                            "45 C.F.R. 164.508",
                            "45 CFR § 164.508",
                            "45 CFR 164.508 (c)",
                            "45 CFR 164.508(c)(1)-(2)",
                            "45 CFR 164.508(c",
                            "45 CFR 164.508()",
                            "45 CFR 164",
                            "45 CFR 164.508(c) ",
                            " 45 CFR 164.508",
                            "45 CFR 164.508 et seq.",
                            "HIPAA 164.508",
                            "Policy ROI-2",
                            "CA CIV",
                            "ca civ 56.10",
                            "CAL CIV 56.10",
                            "740 ILCS",
                            "NYCRR 23.4",
                            "89 FR",
                            "89 FR 12472(a)",
                            "Policy  4.1",
                            "45 cfr 164.508",
                            "45 USC (a)"})
        CHECK_MESSAGE(!is_citation(bad), bad);
}

}  // namespace muniment::rules
