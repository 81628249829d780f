package jp.totsugo.bench;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The columns of an upload in the standard layout, by their English headers. */
enum Field {
  InsurerNumber,
  PersonId,
  MyNumber,
  MyNumberAbsenceReason,
  InsuredCardSymbol,
  InsuredIdentificationNumber,
  InsuredBranchNumber,
  Name,
  NameKana,
  Birthdate,
  Sex,
  PersonalFamilyClassification,
  QualificationDate,
  DisqualificationDate,
  ReasonOfLoss,
  InsuredCardClassification,
  InsuredCertificateIssuanceDate,
  InsuredCardValidDate,
  InsuredCardExpirationDate,
  PostNumber,
  Address,
  NonDisclosure;

  /** The header row, without its line end. */
  static String header() {
    return Arrays.stream(values()).map(Field::name).collect(Collectors.joining(","));
  }
}
