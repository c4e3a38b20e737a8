<?php
/**
 * Stands in for the OAuth extension, which Debian does not package: requests signed as RFC 5849 says
 * with the tokens of one owner-only consumer are those of its owner, with the rights of its grants.
 *
 * Expects $standinConsumer: user, grants, consumerToken, consumerSecret, accessToken, accessSecret.
 * What it does not have: registering a consumer, its approval, its pages, blacklists of nonces.
 */

use MediaWiki\MediaWikiServices;
use MediaWiki\Session\ImmutableSessionProviderWithCookie;
use MediaWiki\Session\SessionBackend;
use MediaWiki\Session\SessionInfo;
use MediaWiki\Session\UserInfo;

class StandinOAuth extends ImmutableSessionProviderWithCookie {
	public function provideSessionInfo( WebRequest $request ) {
		$signed = self::signed( $request );
		if ( !defined( 'MW_API' ) || !$signed || self::wrong( $request, $signed ) ) {
			return null;
		}
		global $standinConsumer;
		return new SessionInfo( SessionInfo::MAX_PRIORITY, [
			'provider' => $this,
			'id' => $this->hashToSessionId( $standinConsumer['accessToken'] ),
			'userInfo' => UserInfo::newFromName( $standinConsumer['user'], true ),
			'persisted' => true,
			'forceUse' => true,
		] );
	}

	public function safeAgainstCsrf() {
		return true;
	}

	public function getAllowedUserRights( SessionBackend $backend ) {
		global $standinConsumer;
		return MediaWikiServices::getInstance()->getGrantsInfo()
			->getGrantRights( $standinConsumer['grants'] );
	}

	/** The oauth_… parameters of the Authorization header, or nothing. */
	private static function signed( WebRequest $request ): array {
		$header = $request->getHeader( 'Authorization' );
		if ( !$header || !str_starts_with( $header, 'OAuth ' ) ) {
			return [];
		}
		preg_match_all( '/(\w+)="([^"]*)"/', $header, $found, PREG_SET_ORDER );
		return array_map( 'rawurldecode', array_column( $found, 2, 1 ) );
	}

	/** What is wrong with a signed request, in the extension's words; nothing if it is right. */
	public static function wrong( WebRequest $request, array $signed = null ): string {
		global $standinConsumer;
		$signed ??= self::signed( $request );
		if ( !$signed ) {
			return '';
		}
		if (
			( $signed['oauth_consumer_key'] ?? '' ) !== $standinConsumer['consumerToken']
			|| ( $signed['oauth_token'] ?? '' ) !== $standinConsumer['accessToken']
		) {
			return 'Invalid consumer';
		}
		if ( abs( time() - (int)$signed['oauth_timestamp'] ) > 300 ) {
			return 'Expired timestamp';
		}
		$given = $signed['oauth_signature'];
		unset( $signed['oauth_signature'], $signed['realm'] );
		$pairs = [];
		foreach ( $signed as $name => $value ) {
			$pairs[] = rawurlencode( $name ) . '=' . rawurlencode( $value );
		}
		$sent = ( $_SERVER['QUERY_STRING'] ?? '' ) . '&' . file_get_contents( 'php://input' );
		foreach ( array_filter( explode( '&', $sent ), 'strlen' ) as $pair ) {
			[ $name, $value ] = array_map( 'urldecode', explode( '=', $pair, 2 ) + [ 1 => '' ] );
			$pairs[] = rawurlencode( $name ) . '=' . rawurlencode( $value );
		}
		sort( $pairs, SORT_STRING );
		$address = 'http://' . $_SERVER['HTTP_HOST'] . strtok( $_SERVER['REQUEST_URI'], '?' );
		$base = implode( '&', array_map( 'rawurlencode', [
			$_SERVER['REQUEST_METHOD'], $address, implode( '&', $pairs )
		] ) );
		$key = rawurlencode( $standinConsumer['consumerSecret'] ) . '&'
			. rawurlencode( $standinConsumer['accessSecret'] );
		$right = base64_encode( hash_hmac( 'sha1', $base, $key, true ) );
		return hash_equals( $right, $given ) ? '' : 'Invalid signature';
	}
}

$wgSessionProviders[StandinOAuth::class] = [ 'class' => StandinOAuth::class ];
$wgHooks['ApiBeforeMain'][] = static function ( $api ) {
	$wrong = StandinOAuth::wrong( $api->getRequest() );
	if ( $wrong ) {
		throw ApiUsageException::newWithMessage(
			null,
			new RawMessage( "The authorization headers in your request are not valid: $wrong" ),
			'mwoauth-invalid-authorization'
		);
	}
};
