import { Injectable } from '@nestjs/common';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import { Strategy } from 'passport-local';
import { Refusal } from '../../kernel/index.js';
import { ClientAddresses } from '../../platform/index.js';
import { Devices } from './devices.js';
import { SignIn, type SignedIn } from './sign-in.js';

/** E-mail and password, as posted by the sign-in form. */
@Injectable()
export class LocalSignIn extends PassportStrategy(Strategy) {
  constructor(
    private readonly signIn: SignIn,
    private readonly addresses: ClientAddresses,
    private readonly devices: Devices,
  ) {
    super({ usernameField: 'email', passwordField: 'password', passReqToCallback: true });
  }

  async validate(request: Request, email: unknown, password: unknown): Promise<SignedIn | false> {
    if (typeof email !== 'string' || typeof password !== 'string') return false;
    const { guesser: address } = this.addresses.of(request);
    const device = this.devices.of(request);
    return (await this.signIn.run({ email: email.trim(), password, address, device })) ?? false;
  }
}

/** Leaves null where nobody could be signed in, or that it was tried too often: the form is shown again with the reason. */
@Injectable()
export class LocalSignInGuard extends AuthGuard('local') {
  override handleRequest<TUser = SignedIn | Refusal | null>(error: unknown, signedIn: TUser | false): TUser {
    if (error instanceof Refusal && error.kind === 'too_many') return error as TUser;
    if (error) throw error as Error;
    return (signedIn || null) as TUser;
  }
}
