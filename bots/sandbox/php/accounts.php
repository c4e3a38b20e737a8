<?php
/**
 * Makes accounts and bot passwords. Reads JSON on standard input, because arguments can be seen
 * by every user of the machine:
 * [{"name": …, "password": …, "groups": […], "app": …, "secret": …, "grants": […]}, …]
 */

require_once getenv( 'MW_INSTALL_PATH' ) . '/maintenance/Maintenance.php';

use MediaWiki\Auth\AuthManager;
use MediaWiki\MediaWikiServices;

class SandboxAccounts extends Maintenance {
	public function execute() {
		foreach ( json_decode( stream_get_contents( STDIN ), true ) as $account ) {
			$this->account( $account );
			if ( $account['app'] ?? '' ) {
				$this->botPassword( $account );
			}
		}
	}

	private function account( array $account ): void {
		$services = MediaWikiServices::getInstance();
		$user = $services->getUserFactory()->newFromName( $account['name'] );
		if ( !$user->isRegistered() ) {
			$this->expect( $services->getAuthManager()->autoCreateUser(
				$user, AuthManager::AUTOCREATE_SOURCE_MAINT, false
			) );
		}
		$this->expect( $user->changeAuthenticationData( [
			'username' => $user->getName(),
			'password' => $account['password'],
			'retype' => $account['password'],
		] ) );
		$services->getUserGroupManager()->addUserToMultipleGroups( $user, $account['groups'] );
	}

	private function botPassword( array $account ): void {
		$password = BotPassword::newUnsaved( [
			'username' => $account['name'],
			'appId' => $account['app'],
			'grants' => $account['grants'],
		] );
		$secret = MediaWikiServices::getInstance()->getPasswordFactory()
			->newFromPlaintext( $account['secret'] );
		$this->expect( $password->save( 'insert', $secret ) );
	}

	private function expect( $status ): void {
		if ( !$status->isGood() ) {
			$this->fatalError( $status->getMessage( false, false, 'en' )->text() );
		}
	}
}

$maintClass = SandboxAccounts::class;
require_once RUN_MAINTENANCE_IF_MAIN;
