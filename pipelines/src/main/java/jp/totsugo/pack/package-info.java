/**
 * Correction packs: the workbooks that go to the clerks of the insurers. What a clerk may answer is
 * {@link jp.totsugo.history.answer.AnswerKind}.
 */
package jp.totsugo.pack;
