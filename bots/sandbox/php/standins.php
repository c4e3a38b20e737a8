<?php
/**
 * Stand-ins for what Meta has and Debian does not package, only so that pages look right.
 *
 * They show what a reader would see; they store nothing and check nothing.
 */

// {{int:lang}} is the reader's language; on Meta there is a page MediaWiki:Lang/xx for each.
$wgHooks['MessagesPreLoad'][] = static function ( $title, &$message, $code ) {
	if ( explode( '/', $title, 2 )[0] === 'Lang' ) {
		$message = $code;
	}
};

if ( !isset( $sandboxExtensions['TemplateStyles'] ) ) {
	$wgHooks['ContentHandlerDefaultModelFor'][] = static function ( $title, &$model ) {
		if ( $title->getNamespace() === NS_TEMPLATE && str_ends_with( $title->getText(), '.css' ) ) {
			$model = CONTENT_MODEL_CSS;
		}
	};
	$wgHooks['ParserFirstCallInit'][] = static function ( Parser $parser ) {
		$parser->setHook( 'templatestyles', static function ( $text, $arguments, Parser $parser ) {
			$title = Title::newFromText( $arguments['src'] ?? '', NS_TEMPLATE );
			$revision = $title ? $parser->fetchCurrentRevisionRecordOfTitle( $title ) : null;
			if ( !$revision ) {
				return '';
			}
			$parser->getOutput()->addTemplate( $title, $title->getArticleID(), $revision->getId() );
			$css = $revision->getContent( MediaWiki\Revision\SlotRecord::MAIN )->getText();
			$css = str_replace( '<', '\\3c ', $css );
			// Nesting scopes every rule to the page's content, as TemplateStyles does.
			return [ "<style>.mw-parser-output {\n$css\n}</style>", 'markerType' => 'nowiki' ];
		} );
	};
}

if ( !isset( $sandboxExtensions['Translate'] ) ) {
	// The markup is taken away, as it is when Translate shows a page.
	$wgHooks['ParserBeforeInternalParse'][] = static function ( Parser $parser, &$text ) {
		if ( strpos( $text, '<translate' ) !== false || strpos( $text, '<languages' ) !== false ) {
			$text = preg_replace(
				[ '~<!--T:[^>]*-->[ \n]?~', '~</?translate\b[^>]*>\n?~', '~</?tvar\b[^>]*>~', '~<languages\s*/>\n?~' ],
				'', $text
			);
		}
	};
	// A subpage named by a language code is in that language, as a translation is.
	$wgHooks['PageContentLanguage'][] = static function ( Title $title, &$language ) {
		$code = $title->inNamespace( NS_TEMPLATE ) || !$title->isSubpage()
			? '' : $title->getSubpageText();
		$services = MediaWiki\MediaWikiServices::getInstance();
		if ( $code !== '' && $services->getLanguageNameUtils()->isKnownLanguageTag( $code ) ) {
			$language = $services->getLanguageFactory()->getLanguage( $code );
		}
	};
}
