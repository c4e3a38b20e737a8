<?php
/**
 * What the sandbox's LocalSettings.php ends with: a small wiki set up as Meta is.
 *
 * Expects $sandboxDirectory, an absolute path.
 */

if ( !defined( 'MEDIAWIKI' ) ) {
	exit;
}

// Every cache that holds content lies in SQLite, so that copying files back resets all of it.
$wgMainCacheType = $wgSessionCacheType = $wgParserCacheType = $wgMessageCacheType = CACHE_DB;
$wgLocalisationCacheConf = [
	'class' => LocalisationCache::class,
	'store' => 'array',
	'storeDirectory' => "$sandboxDirectory/cache",
	'manualRecache' => false,
];
$wgCacheDirectory = "$sandboxDirectory/cache";

// Nothing here is worth waiting for the disk.
$wgDBservers = [ [
	'type' => 'sqlite',
	'dbname' => $wgDBname,
	'dbDirectory' => $wgSQLiteDataDir,
	'variables' => [ 'synchronous' => 'OFF' ],
	'flags' => DBO_DEFAULT,
	'load' => 1,
] ];
foreach ( [ 'wgObjectCaches', 'wgJobTypeConf' ] as $name ) {
	foreach ( $GLOBALS[$name] as &$configuration ) {
		if ( isset( $configuration['server']['variables'] ) ) {
			$configuration['server']['variables']['synchronous'] = 'OFF';
		}
	}
	unset( $configuration );
}

// Jobs run when pages are loaded, never during somebody's request.
$wgJobRunRate = 0;
$wgDiff3 = is_executable( '/usr/bin/diff3' ) ? '/usr/bin/diff3' : false;
$wgArticlePath = '/wiki/$1';
$wgUsePathInfo = true;
$wgEnableEmail = false;
$wgEnableUploads = false;
$wgUseInstantCommons = false;
$wgPingback = false;
$wgMaxArticleSize = 2048;
$wgDefaultSkin = 'vector-2022';
$wgResourceLoaderMaxage = [ 'versioned' => 3600, 'unversioned' => 3600 ];
$wgRightsText = 'Creative Commons Attribution-ShareAlike 4.0';
$wgRightsUrl = 'https://creativecommons.org/licenses/by-sa/4.0/';

// As on Meta: pages of the main namespace have subpages, and pages have languages.
foreach ( [ NS_MAIN, NS_TEMPLATE, NS_HELP, NS_CATEGORY, NS_MEDIAWIKI ] as $namespace ) {
	$wgNamespacesWithSubpages[$namespace] = true;
}
$wgPageLanguageUseDB = true;
$wgAllowDisplayTitle = true;
$wgRestrictDisplayTitle = false;

// As on Wikimedia's wikis.
$wgGroupPermissions['bot']['noratelimit'] = true;
// Nobody has to wait here; a test that wants limits says so in override.d.
$wgRateLimits = [];
$wgGroupPermissions['sysop']['pagelang'] = true;
$wgGroupPermissions['sysop']['deleterevision'] = true;
$wgGroupPermissions['sysop']['deletelogentry'] = true;

// Lists of forbidden titles and links come from this wiki's own pages, never from the network.
$wgBlacklistSettings = [ 'spam' => [ 'files' => [] ], 'email' => [ 'files' => [] ] ];
$wgTitleBlacklistSources = [
	'local' => [ 'type' => 'localpage', 'src' => 'MediaWiki:Titleblacklist' ],
];

foreach ( [
	'AbuseFilter', 'Cite', 'InputBox', 'ParserFunctions', 'SpamBlacklist', 'TemplateData',
	'TitleBlacklist', 'WikiEditor', 'VisualEditor',
	// Not among Debian's packages, but welcome where somebody has put them.
	'TemplateStyles', 'Linter', 'DiscussionTools', 'Translate', 'UniversalLanguageSelector',
] as $extension ) {
	if ( is_file( "$IP/extensions/$extension/extension.json" ) ) {
		wfLoadExtension( $extension );
		$sandboxExtensions[$extension] = true;
	}
}
$wgDefaultUserOptions['visualeditor-enable'] = 1;
$wgVisualEditorAvailableNamespaces = [ NS_MAIN => true, NS_PROJECT => true, NS_TEMPLATE => true ];

require __DIR__ . '/standins.php';

foreach ( glob( "$sandboxDirectory/override.d/*.php" ) ?: [] as $override ) {
	require $override;
}
