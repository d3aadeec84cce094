# Một ô tìm kiếm: gợi ý và kết quả ngoài thủ tục.

find-suggestions = Gợi ý
find-suggested = Có { $count } gợi ý. Dùng phím mũi tên để chọn.
find-meant = Có phải bạn muốn tìm
find-others = Kết quả khác
find-procedure = Thủ tục
find-guide = Hướng dẫn cho cán bộ
find-rate = Tỷ lệ đúng hạn
find-page = Trang thông tin
find-record = Sổ công khai
find-record-title = Bản ghi trong sổ công khai
find-record-valid = Bản ghi này còn hiệu lực.
find-record-expired = Bản ghi này đã hết hạn.
find-record-ended = Bản ghi này đã chấm dứt.
find-record-replaced = Bản ghi này đã có bản mới.
find-record-none = Không có bản ghi công khai nào như vậy. Hãy tìm lại theo tên hoặc số.
find-record-limits = Trang này chỉ hiện những mục được công khai cho mọi người.
