-- random program 195
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(0)
local function w1()
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  do local ok, e = pcall(timeout, 0, function()
    if T.w6 then say("w1 sees w6 " .. yn(T.w6:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    say("w1 5")
    say("w1 size " .. q:size())
  end)
    if is(e, Timeout) then say("w1 2 timeout") elseif not ok then error(e, 0) end end
  if not q:full() then q:put_nowait(7) end
  say("w1 8 end")
end
local function w2()
  do local _ <close> = lk:hold()
    say("w2 10 in")
    sleep(5)
    say("w2 12")
  end
  local function f14()
    say("w2.f14 15")
    ev:wait()
    say("w2.f14 17 ev")
    sleep(1)
    say("w2.f14 19")
    sleep(0)
    say("w2.f14 21")
    return "f14"
  end
  local function f22()
    say("w2.f22 23")
    sleep(0)
    say("w2.f22 25")
    ev:wait()
    say("w2.f22 27 ev")
    local function f29()
      say("w2.f22.f29 30")
      q:put(31)
      say("w2.f22.f29 32 put 31")
      ev:clear()
      do local _ <close> = lk:hold()
        say("w2.f22.f29 35 in")
        say("w2.f22.f29 37")
        if not q:empty() then say("w2.f22.f29 took " .. q:get_nowait()) end
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
      end
      return "f29"
    end
    local function f40()
      say("w2.f22.f40 41")
      if T.w5 then say("w2.f22.f40 cancels w5 " .. yn(T.w5:cancel())) end
      local function f44()
        say("w2.f22.f40.f44 45")
        ev:set()
        if T.w5 then say("w2.f22.f40.f44 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        return "f44"
      end
      local function f48()
        say("w2.f22.f40.f48 49")
        sleep(1)
        say("w2.f22.f40.f48 51")
        ev:wait()
        say("w2.f22.f40.f48 53 ev")
        return "f48"
      end
      local function f54()
        say("w2.f22.f40.f54 55")
        say("w2.f22.f40.f54 57")
        sleep(1)
        say("w2.f22.f40.f54 59")
        if T.w2 then say("w2.f22.f40.f54 cancels w2 " .. yn(T.w2:cancel())) end
        return "f54"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f44", f44), spawn("f48", f48), spawn("f54", f54) }, { timeout = nil }) do say("w2.f22.f40 43 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f22.f40 43 err " .. kind(e)) else error(e, 0) end end end
      return "f40"
    end
    local function f61()
      say("w2.f22.f61 62")
      do local ok, e = pcall(function() shield(T.w1) end)
        if ok then say("w2.f22.f61 63 ok") elseif type(e) == "string" then say("w2.f22.f61 63 err " .. kind(e)) else error(e, 0) end end
      error("E64", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f29", f29)
      tg:spawn("f40", f40)
      tg:spawn("f61", f61)
    end)
      if is(e, ErrorGroup) then say("w2.f22 28 " .. kind(e)) elseif not ok then error(e, 0) end end
    error("E65", 0)
  end
  for _, x in ipairs(gather({ spawn("f14", f14), spawn("f22", f22) }, { return_errors = true })) do
    say("w2 13 " .. (x.ok and x.value or kind(x.error)))
  end
  do local _ <close> = sm:hold()
    say("w2 67 in")
    say("w2 got " .. q:get())
    q:put(69)
    say("w2 70 put 69")
  end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w2 72 end")
end
local function w3()
  say("w3 barrier " .. br:wait())
  if T.w6 then say("w3 cancels w6 " .. yn(T.w6:cancel())) end
  sleep(1)
  say("w3 76")
  local function f78()
    say("w3.f78 79")
    sleep(2)
    say("w3.f78 81")
    error("E82", 0)
  end
  local function f83()
    say("w3.f83 84")
    if not q:full() then q:put_nowait(85) end
    say("w3.f83 got " .. q:get())
    sleep(2)
    say("w3.f83 88")
    return "f83"
  end
  local function f89()
    say("w3.f89 90")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    sleep(2)
    say("w3.f89 93")
    return "f89"
  end
  do local ok, e = pcall(function() say("w3 77 got " .. table.concat({ gather { spawn("f78", f78), spawn("f83", f83), spawn("f89", f89) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w3 77 err " .. kind(e)) else error(e, 0) end end end
  ev:wait()
  say("w3 95 ev")
  say("w3 96 end")
end
local function w4()
  if T.w2 then say("w4 cancels w2 " .. yn(T.w2:cancel())) end
  do local _ <close> = sm:hold()
    say("w4 99 in")
    if not q:empty() then say("w4 took " .. q:get_nowait()) end
  end
  do local ok, e = pcall(timeout, 1, function()
    if T.w3 then say("w4 cancels w3 " .. yn(T.w3:cancel())) end
    if not q:full() then q:put_nowait(103) end
    ev:set()
  end)
    if is(e, Timeout) then say("w4 101 timeout") elseif not ok then error(e, 0) end end
  ev:wait()
  say("w4 106 ev")
  say("w4 107 end")
end
local function w5()
  sleep(0)
  say("w5 109")
  q:put(110)
  say("w5 111 put 110")
  say("w5 size " .. q:size())
  do local ok, e = pcall(timeout, 3, function()
    ev:wait()
    say("w5 115 ev")
    ev:clear()
    ev:clear()
  end)
    if is(e, Timeout) then say("w5 113 timeout") elseif not ok then error(e, 0) end end
  say("w5 118 end")
end
local function w6()
  if not q:full() then q:put_nowait(119) end
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w6 120 ok") elseif type(e) == "string" then say("w6 120 err " .. kind(e)) else error(e, 0) end end
  say("w6 121 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
ev:set()
sleep(10)
say('main ends')
