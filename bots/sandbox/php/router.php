<?php
/**
 * What PHP's built-in server asks first for every request: which file answers it.
 *
 * Without a router the server takes a dot in "/wiki/1.0" for a file's name, and knows no
 * "/wiki/Title" at all. MediaWiki itself reads the title from REQUEST_URI ($wgArticlePath).
 */

// Whoever starts a server tells by this that it is not another one which answers.
header( 'X-Sandbox: ' . sha1( getenv( 'MW_CONFIG_FILE' ) ) );

$root = $_SERVER['DOCUMENT_ROOT'];
$path = rawurldecode( explode( '?', $_SERVER['REQUEST_URI'], 2 )[0] );

if ( $path === '/' || str_starts_with( $path, '/wiki/' ) ) {
	$entry = '/index.php';
} elseif ( preg_match( '#^/(index|api|load|rest|opensearch_desc)\.php(/|$)#', $path, $match ) ) {
	$entry = "/{$match[1]}.php";
} elseif ( preg_match( '#^/(resources|skins|extensions|images)/(?!.*(?:\.\.|\.php))#', $path ) ) {
	// A file as it lies on the disk, sent by the built-in server.
	return false;
} else {
	http_response_code( 404 );
	header( 'Content-Type: text/plain; charset=utf-8' );
	echo "Nothing is served under this path.\n";
	return true;
}

$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $entry;
$_SERVER['SCRIPT_FILENAME'] = $root . $entry;
$rest = str_starts_with( $path, "$entry/" ) ? substr( $path, strlen( $entry ) ) : null;
if ( $rest === null ) {
	unset( $_SERVER['PATH_INFO'] );
} else {
	$_SERVER['PATH_INFO'] = $rest;
}
chdir( $root );
require $root . $entry;
