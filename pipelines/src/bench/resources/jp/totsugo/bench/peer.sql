-- The checks of the uploads in SQL, in the way that DuckDB does them fastest. One scan of the files decides every record
-- rule and keeps the columns that the queues need, in file order, so that a row's position tells its line. The rules over
-- several records work on that table. What this leaves out of the job is listed in DuckDbPeer.

SET threads = ${threads};

SET temp_directory = '${temp}';

SET memory_limit = '${memory}';

-- The row number within a file is the position among all rows, so the order has to be kept while reading.
SET preserve_insertion_order = true;

-- It turns longer IN lists into joins, which hold back the last few rows of a file and so break the order.
SET disabled_optimizers = 'in_clause';

SET partitioned_write_max_open_files = 5000;

SET partitioned_write_flush_threshold = 4000000;

CREATE TABLE rules AS
SELECT *, 1::BIGINT << bit AS flag,
  rule || ': この項目の値は届出の内容と一致しないか、決められた形式になっていません。' AS message,
  '届出の書類を確かめ、正しい値に直して登録し直してください。' AS action
FROM (VALUES
  (0, 'WRONG_MY_NUMBER', 'MY_NUMBER_FORMAT', 'ERROR', 1, 'MyNumber'),
  (1, 'WRONG_MY_NUMBER', 'MY_NUMBER_FILLER', 'ERROR', 1, 'MyNumber'),
  (2, 'WRONG_MY_NUMBER', 'MY_NUMBER_CHECK_DIGIT', 'ERROR', 1, 'MyNumber'),
  (3, 'MISSING_CARD', 'CARD_NOT_REGISTERED', 'ERROR', 2, 'InsuredIdentificationNumber'),
  (4, 'MISSING_CARD', 'CARD_NUMBER_MISSING', 'ERROR', 2, 'InsuredIdentificationNumber'),
  (5, 'MALFORMED_NUMBER', 'NUMBER_PLACEHOLDER', 'ERROR', 2, 'InsuredCardSymbol'),
  (6, 'MALFORMED_NUMBER', 'NUMBER_PLACEHOLDER', 'ERROR', 2, 'InsuredIdentificationNumber'),
  (7, 'MALFORMED_NUMBER', 'NUMBER_PLACEHOLDER', 'ERROR', 2, 'InsuredBranchNumber'),
  (8, 'MALFORMED_NUMBER', 'NUMBER_MIXED_WIDTH', 'ERROR', 2, 'InsuredCardSymbol'),
  (9, 'MALFORMED_NUMBER', 'NUMBER_MIXED_WIDTH', 'ERROR', 2, 'InsuredIdentificationNumber'),
  (10, 'MALFORMED_NUMBER', 'NUMBER_FORBIDDEN_CHARACTER', 'ERROR', 2, 'InsuredCardSymbol'),
  (11, 'MALFORMED_NUMBER', 'NUMBER_FORBIDDEN_CHARACTER', 'ERROR', 2, 'InsuredIdentificationNumber'),
  (12, 'MALFORMED_NUMBER', 'NUMBER_TOO_LONG', 'ERROR', 2, 'InsuredCardSymbol'),
  (13, 'MALFORMED_NUMBER', 'NUMBER_TOO_LONG', 'ERROR', 2, 'InsuredIdentificationNumber'),
  (14, 'MALFORMED_NUMBER', 'BRANCH_NUMBER_FORMAT', 'ERROR', 2, 'InsuredBranchNumber'),
  (15, 'UNREGISTRABLE', 'MY_NUMBER_ABSENT_WITH_REASON', 'NOTICE', 5, 'MyNumber'),
  (16, 'UNREGISTRABLE', 'MY_NUMBER_ABSENT_WITHOUT_REASON', 'ERROR', 3, 'MyNumberAbsenceReason'),
  (17, 'UNREGISTRABLE', 'MY_NUMBER_ABSENCE_OVERDUE', 'REVIEW', 4, 'MyNumberAbsenceReason'),
  (18, 'UNREGISTRABLE', 'MY_NUMBER_PRESENT_WITH_REASON', 'REVIEW', 4, 'MyNumberAbsenceReason'),
  (19, 'RECORD_DEFECT', 'INSURER_NUMBER_INVALID', 'ERROR', 3, 'InsurerNumber'),
  (20, 'RECORD_DEFECT', 'INSURER_NOT_UPLOADER', 'ERROR', 3, 'InsurerNumber'),
  (21, 'RECORD_DEFECT', 'PERSON_ID_INVALID', 'ERROR', 3, 'PersonId'),
  (22, 'RECORD_DEFECT', 'BIRTHDATE_INVALID', 'ERROR', 3, 'Birthdate'),
  (23, 'RECORD_DEFECT', 'QUALIFICATION_DATE_INVALID', 'ERROR', 3, 'QualificationDate'),
  (24, 'RECORD_DEFECT', 'DISQUALIFICATION_DATE_INVALID', 'ERROR', 3, 'DisqualificationDate'),
  (25, 'RECORD_DEFECT', 'ISSUANCE_DATE_INVALID', 'ERROR', 3, 'InsuredCertificateIssuanceDate'),
  (26, 'RECORD_DEFECT', 'VALIDITY_DATE_INVALID', 'ERROR', 3, 'InsuredCardValidDate'),
  (27, 'RECORD_DEFECT', 'VALIDITY_DATE_INVALID', 'ERROR', 3, 'InsuredCardExpirationDate'),
  (28, 'RECORD_DEFECT', 'DATE_ORDER', 'ERROR', 3, 'QualificationDate'),
  (29, 'RECORD_DEFECT', 'DATE_ORDER', 'ERROR', 3, 'DisqualificationDate'),
  (30, 'RECORD_DEFECT', 'DATE_ORDER', 'ERROR', 3, 'InsuredCardExpirationDate'),
  (31, 'RECORD_DEFECT', 'CODE_INVALID', 'ERROR', 3, 'Sex'),
  (32, 'RECORD_DEFECT', 'CODE_INVALID', 'ERROR', 3, 'PersonalFamilyClassification'),
  (33, 'RECORD_DEFECT', 'CODE_INVALID', 'ERROR', 3, 'ReasonOfLoss'),
  (34, 'RECORD_DEFECT', 'CODE_INVALID', 'ERROR', 3, 'InsuredCardClassification'),
  (35, 'RECORD_DEFECT', 'CODE_INVALID', 'ERROR', 3, 'NonDisclosure'),
  (36, 'RECORD_DEFECT', 'REASON_OF_LOSS_MISMATCH', 'REVIEW', 4, 'ReasonOfLoss'),
  (37, 'RECORD_DEFECT', 'NAME_MISSING', 'ERROR', 3, 'Name'),
  (38, 'RECORD_DEFECT', 'KANA_MISSING', 'ERROR', 3, 'NameKana'),
  (39, 'RECORD_DEFECT', 'KANA_INVALID', 'ERROR', 3, 'NameKana'),
  (40, 'RECORD_DEFECT', 'NAME_PLACEHOLDER', 'REVIEW', 4, 'Name'),
  (41, 'RECORD_DEFECT', 'NAME_PLACEHOLDER', 'REVIEW', 4, 'Address'),
  (42, 'RECORD_DEFECT', 'AGE_SCHEME_MISMATCH', 'REVIEW', 4, 'Birthdate'),
  (43, 'WRONG_MY_NUMBER', 'MY_NUMBER_SHARED_WITHIN_INSURER', 'ERROR', 1, 'MyNumber'),
  (44, 'WRONG_MY_NUMBER', 'MY_NUMBER_SHARED_ACROSS_INSURERS', 'ERROR', 1, 'MyNumber'),
  (45, 'WRONG_MY_NUMBER', 'MY_NUMBER_SHARED_NAME_DIFFERS', 'REVIEW', 4, 'MyNumber'),
  (46, 'RECORD_DEFECT', 'CARD_KEY_SHARED', 'ERROR', 3, 'InsuredIdentificationNumber'),
  (47, 'RECORD_DEFECT', 'DUPLICATE_RECORD', 'REVIEW', 4, 'MyNumber'),
  (48, 'RECORD_DEFECT', 'OVERLAPPING_ENROLMENT', 'REVIEW', 4, 'MyNumber'),
  (54, 'WRONG_MY_NUMBER', 'MY_NUMBER_MISPLACED', 'REVIEW', 3, 'InsuredCardSymbol'),
  (55, 'WRONG_MY_NUMBER', 'MY_NUMBER_MISPLACED', 'REVIEW', 3, 'InsuredIdentificationNumber'),
  (56, 'WRONG_MY_NUMBER', 'MY_NUMBER_MISPLACED', 'REVIEW', 3, 'InsuredBranchNumber'),
  (57, 'WRONG_MY_NUMBER', 'MY_NUMBER_MISPLACED', 'REVIEW', 3, 'Name'),
  (58, 'WRONG_MY_NUMBER', 'MY_NUMBER_MISPLACED', 'REVIEW', 3, 'NameKana'),
  (59, 'WRONG_MY_NUMBER', 'MY_NUMBER_MISPLACED', 'REVIEW', 3, 'PostNumber'),
  (60, 'WRONG_MY_NUMBER', 'MY_NUMBER_MISPLACED', 'REVIEW', 3, 'Address')${registerRules}
) AS listed(bit, category, rule, severity, priority, field);

CREATE MACRO day_of(text) AS CASE WHEN strlen(text) = 8 THEN try_strptime(text, '%Y%m%d')::DATE END;

CREATE MACRO enrolled(begins, end_text, ends) AS
  begins <= DATE '${asOf}' AND (end_text IS NULL OR ends > DATE '${asOf}');

CREATE MACRO flag(bit, fails) AS CASE WHEN fails THEN 1::BIGINT << bit ELSE 0 END;

CREATE MACRO has_placeholder(text) AS
  regexp_matches(text, '[●■〓□◯○?？*＊\x{FFFD}\x{E000}-\x{F8FF}\x{F0000}-\x{FFFFD}\x{100000}-\x{10FFFD}]');

CREATE MACRO mixes_width(text) AS
  regexp_matches(text, '[ -)+->@-~｡-ﾟ]')
  AND regexp_matches(text, '[^ -~｡-ﾟ●■〓□◯○？＊\x{FFFD}\x{E000}-\x{F8FF}\x{F0000}-\x{FFFFD}\x{100000}-\x{10FFFD}]');

CREATE MACRO has_forbidden(text) AS regexp_matches(text, '[:\p{Zs}\p{Cc}]');

-- One byte for each ASCII or half-width katakana character in windows-31j, two for any other.
CREATE MACRO too_long(text) AS
  2 * length(text) - length(regexp_replace(text, '[^\x{00}-\x{7F}｡-ﾟ]', '', 'g')) > 38;

CREATE MACRO digit(number, place) AS ascii(number[place]) - 48;

-- Twelve digits, no filler, right check digit.
CREATE MACRO is_my_number(text) AS
  CASE WHEN regexp_full_match(text, '[0-9]{12}') AND text <> repeat(text[1], 12) AND text NOT IN ('123456789012', '123456789018')
    THEN (11 - (6 * digit(text, 1) + 5 * digit(text, 2) + 4 * digit(text, 3) + 3 * digit(text, 4) + 2 * digit(text, 5)
      + 7 * digit(text, 6) + 6 * digit(text, 7) + 5 * digit(text, 8) + 4 * digit(text, 9) + 3 * digit(text, 10)
      + 2 * digit(text, 11)) % 11) % 11 % 10 = digit(text, 12)
    ELSE false END;

CREATE MACRO half_width(text) AS translate(text, '０１２３４５６７８９', '0123456789');

CREATE MACRO spells_my_number(text) AS
  is_my_number(regexp_replace(half_width(text), '[-‐‑‒–—―−﹣－\p{Zs}]', '', 'g'));

CREATE MACRO holds_my_number(text) AS
  spells_my_number(text)
  OR len(list_filter(regexp_extract_all(half_width(text), '[0-9]+'), lambda run: is_my_number(run))) > 0;

CREATE MACRO doubled(digit) AS 2 * digit // 10 + 2 * digit % 10;

CREATE MACRO is_insurer(text) AS
  CASE WHEN regexp_full_match(text, '(00|01|02|03|04|06|07|31|32|33|34|39|63|67|72|73|74|75)?(0[1-9]|[1-3][0-9]|4[0-7])[0-9]{4}')
    THEN (doubled(digit(lpad(text, 8, '0'), 1)) + digit(lpad(text, 8, '0'), 2)
      + doubled(digit(lpad(text, 8, '0'), 3)) + digit(lpad(text, 8, '0'), 4)
      + doubled(digit(lpad(text, 8, '0'), 5)) + digit(lpad(text, 8, '0'), 6)
      + doubled(digit(lpad(text, 8, '0'), 7)) + digit(lpad(text, 8, '0'), 8)) % 10 = 0
    ELSE false END;

-- The two voice marks become combining ones, which NFC joins to the letter before: NFKC, as far as kana needs it.
CREATE MACRO folded(kana) AS
  translate(
    nfc_normalize(translate(kana,
      'ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝｦｧｨｩｪｫｬｭｮｯﾞﾟ',
      'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンヲァィゥェォャュョッ' || chr(12441) || chr(12442))),
    'ァィゥェォッャュョヮヵヶヂヅヲ ' || chr(12288) || '・･ーｰ-－‐‑‒–—―−',
    'アイウエオツヤユヨワカケジズオ');

CREATE TABLE records AS
WITH typed AS (
  SELECT file_index AS file, substr(filename, length('${uploads}') + 2, 8) AS uploader, *,
    CASE WHEN regexp_full_match(MyNumber, '[0-9]{12}') THEN MyNumber::BIGINT END AS twelve,
    CASE WHEN day_of(Birthdate) BETWEEN DATE '1868-01-01' AND DATE '${asOf}' THEN day_of(Birthdate) END AS birth,
    day_of(QualificationDate) AS qualified,
    day_of(DisqualificationDate) AS disqualified,
    CASE WHEN day_of(InsuredCertificateIssuanceDate) <= DATE '${asOf}' THEN day_of(InsuredCertificateIssuanceDate) END AS issued,
    day_of(InsuredCardValidDate) AS valid_from,
    day_of(InsuredCardExpirationDate) AS valid_to,
    regexp_full_match(coalesce(InsuredCardSymbol, ''), '[0-9]{0,38}|[\p{Han}０-９]{0,19}') AS plain_symbol,
    regexp_full_match(coalesce(InsuredIdentificationNumber, ''), '[0-9]{0,38}') AS plain_number,
    regexp_full_match(coalesce(InsuredBranchNumber, ''), '([0-9]{2})?') AS plain_branch
  FROM read_csv('${uploads}/*.csv', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
    columns = {
      'InsurerNumber': 'VARCHAR', 'PersonId': 'VARCHAR', 'MyNumber': 'VARCHAR', 'MyNumberAbsenceReason': 'VARCHAR',
      'InsuredCardSymbol': 'VARCHAR', 'InsuredIdentificationNumber': 'VARCHAR', 'InsuredBranchNumber': 'VARCHAR',
      'Name': 'VARCHAR', 'NameKana': 'VARCHAR', 'Birthdate': 'VARCHAR', 'Sex': 'VARCHAR',
      'PersonalFamilyClassification': 'VARCHAR', 'QualificationDate': 'VARCHAR', 'DisqualificationDate': 'VARCHAR',
      'ReasonOfLoss': 'VARCHAR', 'InsuredCardClassification': 'VARCHAR', 'InsuredCertificateIssuanceDate': 'VARCHAR',
      'InsuredCardValidDate': 'VARCHAR', 'InsuredCardExpirationDate': 'VARCHAR', 'PostNumber': 'VARCHAR',
      'Address': 'VARCHAR', 'NonDisclosure': 'VARCHAR'})),
checked AS (
  SELECT *,
    twelve % 111111111111 = 0 OR twelve IN (123456789012, 123456789018) AS filler,
    (11 - (6 * (twelve // 100000000000) + 5 * (twelve // 10000000000 % 10) + 4 * (twelve // 1000000000 % 10)
      + 3 * (twelve // 100000000 % 10) + 2 * (twelve // 10000000 % 10) + 7 * (twelve // 1000000 % 10)
      + 6 * (twelve // 100000 % 10) + 5 * (twelve // 10000 % 10) + 4 * (twelve // 1000 % 10)
      + 3 * (twelve // 100 % 10) + 2 * (twelve // 10 % 10)) % 11) % 11 % 10 = twelve % 10 AS check_digit,
    InsurerNumber = uploader OR (InsurerNumber = uploader[3:] AND starts_with(uploader, '00')) AS own
  FROM typed),
flagged AS (
  SELECT *,
    CASE WHEN check_digit AND NOT filler THEN 0 ELSE
        flag(0, MyNumber IS NOT NULL AND twelve IS NULL) + flag(1, filler) + flag(2, NOT filler AND NOT check_digit)
        + flag(54, spells_my_number(InsuredCardSymbol)) + flag(55, spells_my_number(InsuredIdentificationNumber))
        + flag(56, spells_my_number(InsuredBranchNumber)) + flag(57, holds_my_number(Name))
        + flag(58, spells_my_number(NameKana)) + flag(59, spells_my_number(PostNumber))
        + flag(60, holds_my_number(Address)) END
    + CASE WHEN InsuredIdentificationNumber IS NOT NULL THEN 0
        WHEN InsuredCertificateIssuanceDate IS NULL THEN 1 << 3 ELSE 1 << 4 END
    + CASE WHEN plain_symbol THEN 0 ELSE
        flag(5, has_placeholder(InsuredCardSymbol)) + flag(8, mixes_width(InsuredCardSymbol))
        + flag(10, has_forbidden(InsuredCardSymbol)) + flag(12, too_long(InsuredCardSymbol)) END
    + CASE WHEN plain_number THEN 0 ELSE
        flag(6, has_placeholder(InsuredIdentificationNumber)) + flag(9, mixes_width(InsuredIdentificationNumber))
        + flag(11, has_forbidden(InsuredIdentificationNumber)) + flag(13, too_long(InsuredIdentificationNumber)) END
    + CASE WHEN plain_branch THEN 0 ELSE
        flag(7, has_placeholder(InsuredBranchNumber)) + flag(14, NOT has_placeholder(InsuredBranchNumber)) END
    + CASE WHEN MyNumber IS NOT NULL AND MyNumberAbsenceReason IS NULL THEN 0
        WHEN MyNumber IS NOT NULL THEN 1 << 18 ELSE
        flag(15, MyNumberAbsenceReason IN ('1', '2', '3', '4', '5', '9'))
        + flag(16, MyNumberAbsenceReason IS NULL OR MyNumberAbsenceReason NOT IN ('1', '2', '3', '4', '5', '9'))
        + flag(17, MyNumberAbsenceReason IN ('3', '5') AND enrolled(qualified, DisqualificationDate, disqualified)
            AND qualified < DATE '${asOf}' - 60) END
    + CASE WHEN own THEN 0 ELSE
        flag(19, InsurerNumber IS NULL OR NOT is_insurer(InsurerNumber))
        + flag(20, is_insurer(InsurerNumber) AND lpad(InsurerNumber, 8, '0') <> uploader) END
    + flag(21, PersonId IS NULL OR NOT regexp_full_match(PersonId, '[0-9A-Za-z-]{1,20}'))
    + flag(22, birth IS NULL)
    + flag(23, qualified IS NULL)
    + flag(25, issued IS NULL AND InsuredCertificateIssuanceDate IS NOT NULL)
    + flag(26, valid_from IS NULL AND InsuredCardValidDate IS NOT NULL)
    + flag(27, valid_to IS NULL AND InsuredCardExpirationDate IS NOT NULL)
    + flag(28, birth > qualified)
    + flag(30, valid_from > valid_to)
    + CASE WHEN Sex IN ('1', '2', '3') AND PersonalFamilyClassification IN ('1', '2')
        AND (InsuredCardClassification IS NULL OR InsuredCardClassification IN ('01', '02', '03', '04', '05', '06', '07'))
        AND (NonDisclosure IS NULL OR NonDisclosure IN ('0', '1')) THEN 0 ELSE
        flag(31, Sex IS NULL OR Sex NOT IN ('1', '2', '3'))
        + flag(32, PersonalFamilyClassification IS NULL OR PersonalFamilyClassification NOT IN ('1', '2'))
        + flag(34, InsuredCardClassification NOT IN ('01', '02', '03', '04', '05', '06', '07'))
        + flag(35, NonDisclosure NOT IN ('0', '1')) END
    + CASE WHEN ReasonOfLoss IS NULL AND DisqualificationDate IS NULL THEN 0 ELSE
        flag(24, disqualified IS NULL AND DisqualificationDate IS NOT NULL)
        + flag(29, qualified > disqualified)
        + flag(33, ReasonOfLoss NOT IN ('01', '02', '03', '99'))
        + flag(36, (ReasonOfLoss IS NULL) <> (DisqualificationDate IS NULL)) END
    + flag(37, Name IS NULL)
    + flag(38, NameKana IS NULL)
    + flag(39, NOT regexp_full_match(NameKana, '[ァ-ー･-ﾟ \x{3000}\-－.．]*'))
    + CASE WHEN has_placeholder(concat(Name, Address)) THEN
        flag(40, has_placeholder(Name)) + flag(41, has_placeholder(Address)) ELSE 0 END
    + flag(42, CASE WHEN starts_with(uploader, '39') THEN birth > qualified - INTERVAL 65 YEARS
        ELSE birth <= DATE '${asOf}' - INTERVAL 75 YEARS AND enrolled(qualified, DisqualificationDate, disqualified) END)
    AS flags
  FROM checked)
SELECT file, PersonId AS person_id, InsuredCardSymbol AS symbol, InsuredIdentificationNumber AS number,
  InsuredBranchNumber AS branch, NameKana AS kana, birth, qualified,
  CASE WHEN check_digit AND NOT filler THEN twelve END AS my_number,
  CASE WHEN Sex IN ('1', '2') THEN Sex::UTINYINT END AS sex,
  CASE WHEN DisqualificationDate IS NULL THEN DATE 'infinity' ELSE disqualified END AS ends,
  CASE WHEN flags <> 0 THEN MyNumber END AS wrong_my_number,
  flags${personColumns}
FROM flagged;

CREATE TABLE files AS
SELECT file, first_row, disorder, name[-19:] AS file_name, name[-19:-12] AS insurer
FROM (
  SELECT file, min(rowid) AS first_row,
    CASE WHEN max(rowid) - min(rowid) + 1 <> count(*) THEN error('the rows of a file are not in order') END AS disorder
  FROM records
  GROUP BY file)
JOIN (SELECT row_number() OVER (ORDER BY file) - 1 AS file, file AS name FROM glob('${uploads}/*.csv')) USING (file);

SET disabled_optimizers = '';

-- From here on rows carry their position with them.
SET preserve_insertion_order = false;

${register}
-- The rules over several records: first the keys that occur more than once, then only their records, pair by pair.
CREATE TABLE number_holders AS
SELECT rowid AS row, file, my_number, birth, sex, folded(kana) AS kana, qualified, ends, ${unregistered} AS unregistered
FROM records
WHERE my_number IN (SELECT my_number FROM records WHERE my_number IS NOT NULL GROUP BY my_number HAVING count(*) > 1);

CREATE TABLE card_holders AS
WITH keys AS (
  SELECT rowid AS row, hash(file, symbol, number, branch) AS key
  FROM records
  WHERE number IS NOT NULL AND branch IS NOT NULL AND flags & 224 = 0)
SELECT rowid AS row, file, symbol, number, branch, birth, sex, folded(kana) AS kana, qualified, ends
FROM records
WHERE rowid IN (SELECT row FROM keys WHERE key IN (SELECT key FROM keys GROUP BY key HAVING count(*) > 1));

CREATE MACRO overlap(a_begins, a_ends, b_begins, b_ends) AS
  a_begins < b_ends AND b_begins < a_ends AND a_begins < a_ends AND b_begins < b_ends;

CREATE TABLE related AS
WITH number_pairs AS (
  SELECT a.row, b.row AS other, a.my_number AS key, a.unregistered AS a_unregistered, a.file = b.file AS here,
    a.unregistered AND (a.birth <> b.birth OR a.sex <> b.sex) AS contradict,
    a.birth = b.birth AND a.sex = b.sex AS agree,
    CASE WHEN a.kana <> '' AND b.kana <> '' THEN a.kana = b.kana END AS same_kana,
    overlap(a.qualified, a.ends, b.qualified, b.ends) AS together
  FROM number_holders a JOIN number_holders b ON a.my_number = b.my_number AND a.row <> b.row),
pairs AS (
  SELECT row, other, key, here, 43 AS bit FROM number_pairs WHERE contradict AND here
  UNION ALL SELECT row, other, key, here, 44 FROM number_pairs WHERE contradict AND NOT here
  UNION ALL SELECT row, other, key, here, 45 FROM number_pairs WHERE a_unregistered AND agree AND NOT same_kana
  UNION ALL SELECT row, other, key, here, 47 FROM number_pairs WHERE agree AND same_kana AND together AND here
  UNION ALL SELECT row, other, key, here, 48 FROM number_pairs WHERE agree AND same_kana AND together AND NOT here
  UNION ALL
  SELECT a.row, b.row, hash(a.file, a.symbol, a.number, a.branch), true, 46
  FROM card_holders a
  JOIN card_holders b ON a.file = b.file AND a.symbol IS NOT DISTINCT FROM b.symbol AND a.number = b.number
    AND a.branch = b.branch AND a.row <> b.row
  WHERE overlap(a.qualified, a.ends, b.qualified, b.ends)
    AND (a.birth <> b.birth OR a.sex <> b.sex OR (a.kana <> '' AND b.kana <> '' AND a.kana <> b.kana)))
SELECT row, bit, any_value(key::UHUGEINT) AS key,
  string_agg(CASE WHEN here THEN file_name || ':' || (other - first_row + 2) ELSE 'other-insurer' END, ';' ORDER BY other) AS related
FROM pairs
JOIN records ON records.rowid = other
JOIN files USING (file)
GROUP BY row, bit;

CREATE TABLE all_flags AS
SELECT row, sum(1::BIGINT << bit)::BIGINT AS more
FROM (SELECT row, bit FROM related UNION ALL SELECT row, bit FROM register_flags)
GROUP BY row;

-- Few combinations of findings occur: all counting is done on them.
CREATE TABLE combinations AS
SELECT file, flags | coalesce(more, 0) AS flags, count(*) AS records
FROM records LEFT JOIN all_flags ON records.rowid = row
GROUP BY ALL;

CREATE MACRO issue_id(insurer, person_id, qualified, rule, field) AS
  printf('%016x', hash(insurer, person_id, qualified, rule, field));

-- What a spreadsheet would take for a formula.
CREATE MACRO guarded(cell) AS CASE WHEN regexp_matches(cell, '^[=+@\t-]') THEN '''' || cell ELSE cell END;

CREATE TABLE groups AS
SELECT related.bit, key, min(issue_id(insurer, person_id, qualified, rule, field)) AS group_id
FROM related
JOIN records ON records.rowid = row
JOIN files USING (file)
JOIN rules ON rules.bit = related.bit
GROUP BY ALL;

COPY (
  WITH combined AS (
    SELECT records.*, records.rowid AS row, flags | coalesce(more, 0) AS all_flags
    FROM records LEFT JOIN all_flags ON records.rowid = row
    WHERE flags <> 0 OR more IS NOT NULL),
  listed AS (
    SELECT combination AS all_flags, rules.*
    FROM (SELECT DISTINCT flags AS combination FROM combinations) JOIN rules ON combination & flag <> 0
    WHERE severity <> 'NOTICE')
  SELECT issue_id(insurer, person_id, qualified, rule, field) AS issue_id, category, rule, severity, priority,
    CASE rule
      WHEN 'MY_NUMBER_FORMAT' THEN CASE
        WHEN has_placeholder(wrong_my_number) THEN 'PLACEHOLDER'
        WHEN regexp_full_match(wrong_my_number, '[0-9０-９]{12}') THEN 'FULL_WIDTH'
        WHEN regexp_full_match(regexp_replace(wrong_my_number, '[-‐‑‒–—―−﹣－\t\p{Zs}]', '', 'g'), '[0-9０-９]{12}') THEN 'SEPARATOR'
        WHEN regexp_full_match(wrong_my_number, '[0-9]{13}') AND 9 - (
          digit(wrong_my_number, 13) + 2 * digit(wrong_my_number, 12) + digit(wrong_my_number, 11)
          + 2 * digit(wrong_my_number, 10) + digit(wrong_my_number, 9) + 2 * digit(wrong_my_number, 8)
          + digit(wrong_my_number, 7) + 2 * digit(wrong_my_number, 6) + digit(wrong_my_number, 5)
          + 2 * digit(wrong_my_number, 4) + digit(wrong_my_number, 3) + 2 * digit(wrong_my_number, 2)) % 9
          = digit(wrong_my_number, 1) THEN 'CORPORATE_NUMBER'
        WHEN regexp_full_match(wrong_my_number, '[0-9]{11}') THEN 'ELEVEN_DIGITS'
        WHEN regexp_full_match(wrong_my_number, '[0-9]+') THEN 'LENGTH'
        ELSE 'OTHER' END
      WHEN 'CARD_NOT_REGISTERED' THEN CASE
        WHEN ends IS NULL OR ends < DATE 'infinity' THEN 'LOST_BEFORE_ISSUE'
        WHEN qualified BETWEEN DATE '${asOf}' - 30 AND DATE '${asOf}' THEN 'NOT_ISSUED_YET'
        ELSE 'OTHER' END
      WHEN 'NUMBER_PLACEHOLDER' THEN CASE
        WHEN contains(CASE field WHEN 'InsuredCardSymbol' THEN symbol WHEN 'InsuredBranchNumber' THEN branch ELSE number END, '●')
        THEN 'BLACK_CIRCLE' ELSE 'OTHER' END
      WHEN 'MY_NUMBER_NOT_IN_REGISTER' THEN slip
    END AS cause,
    file_name AS file, combined.row - first_row + 2 AS line, person_id,
    guarded(symbol) AS symbol, guarded(number) AS number, guarded(branch) AS branch,
    CASE
      WHEN my_number IS NOT NULL THEN '********' || lpad((my_number % 10000)::VARCHAR, 4, '0')
      WHEN regexp_full_match(wrong_my_number, '[0-9]{12}') THEN '********' || wrong_my_number[9:]
      ELSE regexp_replace(regexp_replace(regexp_replace(wrong_my_number,
        '[A-Za-zＡ-Ｚａ-ｚ]', 'A', 'g'), '[0-9]', 'N', 'g'), '[０-９]', 'Ｎ', 'g')
    END AS my_number_masked,
    field, group_id, related, message, action, insurer
  FROM combined
  JOIN listed USING (all_flags)
  JOIN files USING (file)
  LEFT JOIN related ON related.row = combined.row AND related.bit = listed.bit
  LEFT JOIN slips ON slips.row = combined.row
  LEFT JOIN groups ON groups.bit = listed.bit AND groups.key = related.key)
TO '${out}/corrections' (FORMAT csv, HEADER, PARTITION_BY (insurer));

CREATE TABLE totals AS
SELECT file, sum(records) AS records, sum(records) FILTER (flags & 98304 = 0) AS registered
FROM combinations
GROUP BY file;

CREATE TABLE category_flags AS
SELECT category, bit_or(flag) FILTER (severity = 'ERROR') AS errors FROM rules GROUP BY category;

COPY (
  WITH states AS (
    SELECT file, records, CASE
      WHEN flags & 98304 <> 0 THEN 'UNREGISTRABLE'
      WHEN flags & (SELECT errors FROM category_flags WHERE category = 'WRONG_MY_NUMBER') <> 0 THEN 'WRONG_MY_NUMBER'
      WHEN flags & (SELECT errors FROM category_flags WHERE category = 'MISSING_CARD') <> 0 THEN 'MISSING_CARD'
      WHEN flags & (SELECT errors FROM category_flags WHERE category = 'MALFORMED_NUMBER') <> 0 THEN 'MALFORMED_NUMBER'
      WHEN flags & (SELECT errors FROM category_flags WHERE category = 'RECORD_DEFECT') <> 0 THEN 'RECORD_DEFECT'
      WHEN flags <> 0 THEN 'REVIEW'
      ELSE 'CLEAN' END AS state
    FROM combinations)
  SELECT insurer,
    CASE
      WHEN insurer[:2] = '01' THEN 'KYOKAI_KENPO'
      WHEN insurer[:2] = '02' THEN 'SEAMEN'
      WHEN insurer[:2] IN ('03', '04') THEN 'DAY_LABOURER'
      WHEN insurer[:2] IN ('06', '63') THEN 'KENPO_UNION'
      WHEN insurer[:2] = '07' THEN 'SELF_DEFENCE'
      WHEN insurer[:2] = '39' THEN 'LATE_ELDERLY'
      WHEN insurer[:2] NOT IN ('00', '67') THEN 'MUTUAL_AID'
      WHEN insurer[5:7] BETWEEN '300' AND '399' THEN 'NATIONAL_UNION'
      ELSE 'NATIONAL_MUNICIPAL' END AS insurer_type,
    insurer[3:4] AS prefecture, 1 AS files, any_value(totals.records) AS records, any_value(registered) AS registered,
    0 AS unreadable,
    coalesce(sum(states.records) FILTER (state = 'UNREGISTRABLE'), 0) AS unregistrable,
    coalesce(sum(states.records) FILTER (state = 'WRONG_MY_NUMBER'), 0) AS wrong_my_number,
    coalesce(sum(states.records) FILTER (state = 'MISSING_CARD'), 0) AS missing_card,
    coalesce(sum(states.records) FILTER (state = 'MALFORMED_NUMBER'), 0) AS malformed_number,
    coalesce(sum(states.records) FILTER (state = 'RECORD_DEFECT'), 0) AS record_defect,
    coalesce(sum(states.records) FILTER (state = 'REVIEW'), 0) AS review,
    coalesce(sum(states.records) FILTER (state = 'CLEAN'), 0) AS clean
  FROM states JOIN totals USING (file) JOIN files USING (file)
  GROUP BY insurer
  ORDER BY insurer)
TO '${out}/statistics/insurers.csv' (FORMAT csv, HEADER);

COPY (
  WITH rule_flags AS (
    SELECT category, rule, severity, min(bit) AS bit, bit_or(flag) AS mask FROM rules GROUP BY ALL),
  counted AS (
    SELECT file, rule, sum(records * bit_count(flags & mask)) AS findings, sum(records) AS records
    FROM combinations JOIN rule_flags ON flags & mask <> 0
    WHERE flags <> 0
    GROUP BY ALL)
  SELECT insurer, category, rule, severity, coalesce(findings, 0) AS findings, coalesce(counted.records, 0) AS records,
    CASE WHEN category IN ('UNREGISTRABLE', 'RECORD_DEFECT') THEN totals.records ELSE registered END AS denominator,
    round(1000000 * coalesce(counted.records, 0) / denominator, 1) AS per_million
  FROM files
  JOIN totals USING (file)
  CROSS JOIN rule_flags
  LEFT JOIN counted USING (file, rule)
  ORDER BY insurer, bit)
TO '${out}/statistics/rules.csv' (FORMAT csv, HEADER);
