import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';

/** Shows that it is really the user who asks: the password, or a code of the second factor. */
export class ProofDto {
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(256)
  password?: string;

  /** Six digits of the app, or a recovery code. */
  @IsOptional()
  @IsString()
  @MinLength(6)
  @MaxLength(40)
  code?: string;
}

export class ConfirmSecondFactorDto {
  /** The six digits that the app shows now. */
  @IsString()
  @MinLength(6)
  @MaxLength(10)
  code: string;
}

export class SecondFactorDto {
  /** Since when signing in takes a code, ISO 8601 UTC; null: it does not. */
  since: string | null;
  recoveryCodesLeft: number;
}

/** Shown once. */
export class SecondFactorSecretDto {
  /** For typing into the app, base32. */
  secret: string;
  /** The same for a QR code: `otpauth://totp/…`. */
  uri: string;
}

/** Shown once; each works once in place of a code. */
export class RecoveryCodesDto {
  recoveryCodes: string[];
}
