package jp.totsugo.nation;

/** The columns of an upload, in the order in which the nation's insurers write them. */
enum UploadColumn {
  INSURER_NUMBER("InsurerNumber", "保険者番号"),
  PERSON_ID("PersonId", "宛名番号"),
  MY_NUMBER("MyNumber", "個人番号"),
  MY_NUMBER_ABSENCE_REASON("MyNumberAbsenceReason", "個人番号未登録理由"),
  SYMBOL("InsuredCardSymbol", "被保険者証記号"),
  NUMBER("InsuredIdentificationNumber", "被保険者証番号"),
  BRANCH("InsuredBranchNumber", "枝番"),
  NAME("Name", "氏名"),
  KANA("NameKana", "氏名カナ"),
  BIRTH("Birthdate", "生年月日"),
  SEX("Sex", "性別"),
  FAMILY("PersonalFamilyClassification", "本人・家族区分"),
  QUALIFICATION("QualificationDate", "資格取得年月日"),
  DISQUALIFICATION("DisqualificationDate", "資格喪失年月日"),
  REASON_OF_LOSS("ReasonOfLoss", "資格喪失事由"),
  CLASSIFICATION("InsuredCardClassification", "被保険者証区分"),
  ISSUANCE("InsuredCertificateIssuanceDate", "交付年月日"),
  VALID_FROM("InsuredCardValidDate", "有効開始年月日"),
  VALID_TO("InsuredCardExpirationDate", "有効終了年月日"),
  POST_NUMBER("PostNumber", "郵便番号"),
  ADDRESS("Address", "住所"),
  NON_DISCLOSURE("NonDisclosure", "不開示該当フラグ");

  static final UploadColumn[] ALL = values();

  final String english;
  final String japanese;

  UploadColumn(String english, String japanese) {
    this.english = english;
    this.japanese = japanese;
  }
}
