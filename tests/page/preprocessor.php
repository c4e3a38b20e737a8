<?php
/**
 * Prints, for each text on stdin, the templates and arguments that MediaWiki's own preprocessor
 * finds in it: [braces, start, end, [[pipe, equals or null], …]], as offsets into the bytes.
 *
 * Only the preprocessor's own classes are loaded, from Debian's package: no wiki, no database.
 */
$parser = '/usr/share/mediawiki/includes/parser';
foreach ( [ 'PPNode', 'PPFrame', 'Preprocessor', 'Preprocessor_Hash', 'PPDStack_Hash',
	'PPDStackElement_Hash', 'PPDPart_Hash', 'PPNode_Hash_Tree' ] as $class ) {
	require "$parser/$class.php";
}

class TagsOnly {
	public function __construct( private array $tags ) {
	}

	public function getStripList() {
		return $this->tags;
	}
}

/** Walk a list of nodes; $position is where the next one begins in the source. */
function walk( array $nodes, int &$position, array &$found ): void {
	foreach ( $nodes as $node ) {
		if ( !is_array( $node ) ) {
			$position += strlen( (string)$node );
			continue;
		}
		[ $name, $children ] = $node;
		if ( $name === 'template' || $name === 'tplarg' ) {
			brackets( $name === 'template' ? 2 : 3, $children, $position, $found );
		} elseif ( $name === 'ext' ) {
			extension( $children, $position );
		} elseif ( $name === 'h' || $name === 'possible-h' ) {
			$isText = static fn ( $child ) => !is_array( $child ) || $child[0][0] !== '@';
			walk( array_filter( $children, $isText ), $position, $found );
		} else {
			$position += strlen( $children[0] );
		}
	}
}

function brackets( int $width, array $children, int &$position, array &$found ): void {
	$start = $position;
	$position += $width;
	$parts = [];
	foreach ( $children as [ $name, $inner ] ) {
		if ( $name === 'title' ) {
			walk( $inner, $position, $found );
		} elseif ( $name === 'part' ) {
			$pipe = $position++;
			$equals = null;
			foreach ( $inner as [ $kind, $nodes ] ) {
				if ( $kind === 'equals' ) {
					$equals = $position++;
				} elseif ( ( $nodes[0][0] ?? '' ) !== '@index' ) {
					walk( $nodes, $position, $found );
				}
			}
			$parts[] = [ $pipe, $equals ];
		}
	}
	$position += $width;
	$found[] = [ $width, $start, $position, $parts ];
}

function extension( array $children, int &$position ): void {
	$parts = array_map( static fn ( $child ) => $child[1][0], array_column( $children, null, 0 ) );
	$position += strlen( '<' . $parts['name'] . $parts['attr'] );
	$position += isset( $parts['inner'] )
		? strlen( '>' . $parts['inner'] . ( $parts['close'] ?? '' ) )
		: strlen( '/>' );
}

$input = json_decode( stream_get_contents( STDIN ), true );
$class = new ReflectionClass( Preprocessor_Hash::class );
$preprocessor = $class->newInstanceWithoutConstructor();
$preprocessor->parser = new TagsOnly( $input['tags'] );
$build = $class->getMethod( 'buildDomTreeArrayFromText' );
$build->setAccessible( true );
$answers = [];
foreach ( $input['texts'] as $text ) {
	$position = 0;
	$found = [];
	walk( $build->invoke( $preprocessor, $text, 0 )[0][1], $position, $found );
	if ( $position !== strlen( $text ) ) {
		throw new Exception( 'The walk lost its place in: ' . $text );
	}
	sort( $found );
	$answers[] = $found;
}
echo json_encode( $answers );
