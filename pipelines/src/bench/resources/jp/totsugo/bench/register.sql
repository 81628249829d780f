-- The register: one hash join decides nearly all records, since a spelling is folded only where it is not equal as it stands.
CREATE MACRO spelled(name) AS translate(name, '髙﨑　', '高崎 ');

CREATE MACRO given(name) AS split_part(spelled(name), ' ', 2);

CREATE TABLE register AS
SELECT MyNumber::BIGINT AS my_number, Name AS name, NameKana AS kana, day_of(Birthdate) AS birth,
  CASE WHEN Sex IN ('1', '2') THEN Sex::UTINYINT END AS sex, hash(Address) AS address
FROM read_csv('${registerFolder}/*.csv', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
  columns = {'MyNumber': 'VARCHAR', 'Name': 'VARCHAR', 'NameKana': 'VARCHAR', 'Birthdate': 'VARCHAR', 'Sex': 'VARCHAR',
    'PostNumber': 'VARCHAR', 'Address': 'VARCHAR'});

CREATE TABLE doubtful AS
SELECT records.rowid AS row, records.my_number, records.name, records.kana, records.birth, records.sex, records.address,
  owner.my_number AS held, owner.name AS owner_name, owner.kana AS owner_kana, owner.birth AS owner_birth,
  owner.sex AS owner_sex, owner.address AS owner_address
FROM records LEFT JOIN register owner USING (my_number)
WHERE records.my_number IS NOT NULL AND (owner.my_number IS NULL
  OR records.birth IS DISTINCT FROM owner.birth OR records.sex IS DISTINCT FROM owner.sex
  OR (records.kana IS DISTINCT FROM owner.kana AND folded(records.kana) IS DISTINCT FROM folded(owner.kana)));

CREATE TABLE register_flags AS
WITH compared AS (
  SELECT row,
    coalesce(folded(kana) <> '' AND folded(kana) = folded(owner_kana), false)
      OR coalesce(spelled(name) = spelled(owner_name), false) AS named,
    coalesce(birth <> owner_birth, false) AS other_birth,
    coalesce(sex <> owner_sex, false) AS other_sex,
    coalesce(given(name) = given(owner_name) AND birth = owner_birth AND address = owner_address, false) AS married
  FROM doubtful
  WHERE held IS NOT NULL),
decided AS (
  SELECT row, CASE
    WHEN named AND other_birth AND other_sex THEN 50
    WHEN named AND other_birth THEN 52
    WHEN named AND other_sex THEN 53
    WHEN named THEN NULL
    WHEN other_birth OR other_sex THEN 50
    WHEN married THEN NULL
    ELSE 51 END AS bit
  FROM compared
  UNION ALL SELECT row, 49 FROM doubtful WHERE held IS NULL),
-- Each carries the number of the person of the other.
swapped AS (
  SELECT DISTINCT one.row
  FROM doubtful one
  JOIN doubtful other ON one.owner_birth = other.birth AND other.owner_birth = one.birth
    AND one.owner_sex = other.sex AND other.owner_sex = one.sex AND one.row <> other.row
  WHERE (folded(one.owner_kana) = folded(other.kana) OR spelled(one.owner_name) = spelled(other.name))
    AND (folded(other.owner_kana) = folded(one.kana) OR spelled(other.owner_name) = spelled(one.name)))
SELECT row, CASE WHEN bit > 50 AND row IN (FROM swapped) THEN 50 ELSE bit END AS bit
FROM decided
WHERE bit IS NOT NULL;

CREATE TABLE slips AS
WITH own AS (
  SELECT row, lpad(lost.my_number::VARCHAR, 12, '0') AS carried, lpad(register.my_number::VARCHAR, 12, '0') AS number
  FROM doubtful lost
  JOIN register ON lost.birth = register.birth AND lost.sex = register.sex
    AND (lost.kana = register.kana OR folded(lost.kana) = folded(register.kana))
  WHERE held IS NULL)
SELECT row, CASE
  WHEN count(carried) = 0 THEN 'UNKNOWN_PERSON'
  WHEN bool_or(hamming(carried, number) = 1) THEN 'ONE_DIGIT'
  WHEN bool_or(hamming(carried, number) = 2
    AND list_sort(string_split(carried, '')) = list_sort(string_split(number, ''))) THEN 'TRANSPOSITION'
  ELSE 'OTHER_NUMBER' END AS slip
FROM doubtful lost LEFT JOIN own USING (row)
WHERE held IS NULL
GROUP BY row;
