# Gói nghiệp vụ: kiểm tra, diễn thử, vẽ, so sánh

cli-pack-fault = { $file }:{ $line }:{ $column }: { $what }
cli-pack-proposal =   → ý là: { $proposal }
cli-pack-good = { $id } { $version }: { $title } — { $procedures } thủ tục, { $forms } biểu mẫu, { $registers } sổ, { $papers } mẫu in, { $guides } hướng dẫn, { $stories } câu chuyện
cli-pack-broken = Có { $n } lỗi; gói không dùng được.
cli-pack-none = { $dir } không có gói nào (không thấy pack.toml)
cli-pack-story-good = đạt   { $file } ({ $scenes } cảnh): { $title }
cli-pack-story-failed = hỏng  { $file } (cảnh thứ { $scenes }): { $title }
cli-pack-stories = Câu chuyện: { $passed } đạt, { $failed } hỏng.

pack-fault-syntax = Không đọc được: { $said }
pack-fault-unknown-key = Không có khóa { $name } ở đây
pack-fault-missing-key = Thiếu { $name }
pack-fault-bad-value = Giá trị không đúng: { $name }
pack-fault-language-missing = Thiếu chữ của ngôn ngữ { $name }; mỗi tên gọi cần đủ vi, en, fr
pack-fault-unknown-file = Tệp { $name } không thuộc về đâu trong gói
pack-fault-too-large = Quá lớn: { $name }
pack-fault-manifest-missing = Không có pack.toml
pack-fault-unknown-pack = Không có gói { $name }
pack-fault-unknown-process = Không có quy trình { $name }
pack-fault-unknown-step = Không có bước { $name }
pack-fault-step-twice = Bước { $name } có hai lần, hoặc mang tên dành riêng
pack-fault-act-twice = Thao tác { $name } có hai lần ở bước này
pack-fault-to-missing = Thao tác { $name } phải nói dẫn tới bước nào: to = "…"
pack-fault-ends-here = Chỉ từ chối, rút và trả kết quả mới kết thúc hồ sơ
pack-fault-unreachable = Không thao tác nào dẫn tới bước { $name }
pack-fault-dead-end = Từ bước { $name } không tới được kết thúc
pack-fault-role-unheld = Người có vai trò { $name } không xử lý hồ sơ
pack-fault-open-missing = Thao tác { $name } mở hồ sơ con nhưng không nói mở gì: open = …
pack-fault-open-elsewhere = Chỉ thao tác kind = "open" mới mở hồ sơ con
pack-fault-norms-over-limit = Định mức các bước cộng lại { $norms } giờ, nhiều hơn thời hạn luật định { $limit } ({ $hours } giờ)
pack-fault-procedure-twice = Thủ tục { $name } có trong hai gói, gói kia là { $other }
pack-fault-procedure-incomplete = Thủ tục { $name } không có trong danh mục quốc gia, nên gói phải nói đủ về nó
pack-fault-unknown-procedure = Không có thủ tục { $name }
pack-fault-file-name = Tên tệp không khớp: { $name }
pack-fault-unknown-form = Không có biểu mẫu { $name }
pack-fault-form-broken = Biểu mẫu không phải là lược đồ đúng: { $said }
pack-fault-unknown-field = Biểu mẫu không có trường { $name }
pack-fault-unknown-paper = Không có mẫu in { $name }
pack-fault-unknown-register = Không có sổ đăng ký { $name }
pack-fault-guide-place = Hướng dẫn cho chỗ không có: { $name }
pack-fault-guide-head = Hướng dẫn phải bắt đầu bằng phần đầu giữa hai dòng +++
pack-fault-raw-html = Không được có HTML trong hướng dẫn; viết bằng Markdown
pack-fault-condition-broken = Điều kiện không đọc được: { $said }
pack-fault-condition-name = Điều kiện hỏi { $name }, là tên không có ở đây
pack-fault-number-missing = Sửa hoặc kết thúc bản ghi trong sổ { $name } thì phải nói số: number = …
pack-fault-overlay-law = Bước riêng của đơn vị không được đụng tới điều luật định: { $name }
pack-fault-story-broken = Câu chuyện không diễn được: { $said }
pack-fault-story-failed = { $what }: cần { $expected }, được { $came }
