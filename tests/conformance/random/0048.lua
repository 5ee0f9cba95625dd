-- random program 48
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
  local function f2()
    say("w1.f2 3")
    do local ok, e = pcall(timeout, 1, function()
      sleep(3)
      say("w1.f2 6")
    end)
      if is(e, Timeout) then say("w1.f2 4 timeout") elseif not ok then error(e, 0) end end
    if T.w2 then say("w1.f2 cancels w2 " .. yn(T.w2:cancel())) end
    local function f9()
      say("w1.f2.f9 10")
      ev:wait()
      say("w1.f2.f9 12 ev")
      do local _ <close> = defer(function()
        sleep(0)
        say("w1.f2.f9 13 finally")
      end)
        sleep(1)
        say("w1.f2.f9 15")
        if T.w2 then say("w1.f2.f9 cancels w2 " .. yn(T.w2:cancel())) end
      end
      ev:clear()
      error("E18", 0)
    end
    local function f19()
      say("w1.f2.f19 20")
      say("w1.f2.f19 22")
      do local _ <close> = lk:hold()
        say("w1.f2.f19 24 in")
        q:put(25)
        say("w1.f2.f19 26 put 25")
        sleep(1)
        say("w1.f2.f19 28")
        ev:clear()
      end
      say("w1.f2.f19 count " .. current():cancelling())
      return "f19"
    end
    local function f31()
      say("w1.f2.f31 32")
      say("w1.f2.f31 34")
      local function f36()
        say("w1.f2.f31.f36 37")
        if not q:empty() then say("w1.f2.f31.f36 took " .. q:get_nowait()) end
        sleep(1)
        say("w1.f2.f31.f36 40")
        return "f36"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f36", f36) }, { timeout = nil }) do say("w1.f2.f31 35 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f2.f31 35 err " .. kind(e)) else error(e, 0) end end end
      do local _ <close> = sm:hold()
        say("w1.f2.f31 42 in")
        ev:wait()
        say("w1.f2.f31 44 ev")
      end
      return "f31"
    end
    for _, x in ipairs(gather({ spawn("f9", f9), spawn("f19", f19), spawn("f31", f31) }, { return_errors = true })) do
      say("w1.f2 8 " .. (x.ok and x.value or kind(x.error)))
    end
    return "f2"
  end
  for _, x in ipairs(gather({ spawn("f2", f2) }, { return_errors = true })) do
    say("w1 1 " .. (x.ok and x.value or kind(x.error)))
  end
  ev:set()
  ev:set()
  if T.w2 then say("w1 cancels w2 " .. yn(T.w2:cancel())) end
  say("w1 48 end")
end
local function w2()
  do local _ <close> = defer(function()
    say("w2 49 finally")
  end)
    do local ok, e = pcall(timeout, 0, function()
      do local _ <close> = sm:hold()
        say("w2 52 in")
        if not q:empty() then say("w2 took " .. q:get_nowait()) end
        q:put(54)
        say("w2 55 put 54")
      end
    end)
      if is(e, Timeout) then say("w2 50 timeout") elseif not ok then error(e, 0) end end
    say("w2 57")
  end
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 58 ok") elseif type(e) == "string" then say("w2 58 err " .. kind(e)) else error(e, 0) end end
  if T.w4 then say("w2 cancels w4 " .. yn(T.w4:cancel())) end
  if T.w3 then say("w2 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w2 61 end")
end
local function w3()
  do local _ <close> = sm:hold()
    say("w3 63 in")
    do local ok, e = pcall(function()
      if T.w5 then say("w3 cancels w5 " .. yn(T.w5:cancel())) end
      q:put(66)
      say("w3 67 put 66")
      ev:set()
    end)
      if is(e, Cancelled) then say("w3 64 cancelled uncancel")
        say("w3 64 uncancel " .. current():uncancel())
      elseif not ok then error(e, 0) end end
  end
  sleep(1)
  say("w3 70")
  ev:clear()
  say("w3 72 end")
end
local function w4()
  do local ok, e = pcall(function() shield(T.w3) end)
    if ok then say("w4 73 ok") elseif type(e) == "string" then say("w4 73 err " .. kind(e)) else error(e, 0) end end
  local function f75()
    say("w4.f75 76")
    do local ok, e = pcall(function() shield(T.w2) end)
      if ok then say("w4.f75 77 ok") elseif type(e) == "string" then say("w4.f75 77 err " .. kind(e)) else error(e, 0) end end
    say("w4.f75 79")
    return "f75"
  end
  do local ok, e = pcall(function() say("w4 74 " .. wait_for(5, spawn("f75", f75))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 74 err " .. kind(e)) else error(e, 0) end end end
  ev:wait()
  say("w4 81 ev")
  say("w4 83")
  sleep(0)
  say("w4 85")
  say("w4 86 end")
end
local function w5()
  say("w5 88")
  do local _ <close> = lk:hold()
    say("w5 90 in")
    sleep(3)
    say("w5 92")
    local function f94()
      say("w5.f94 95")
      if T.w5 then say("w5.f94 cancels w5 " .. yn(T.w5:cancel())) end
      error("E97", 0)
    end
    local function f98()
      say("w5.f98 99")
      sleep(0)
      say("w5.f98 101")
      return "f98"
    end
    for _, x in ipairs(gather({ spawn("f94", f94), spawn("f98", f98) }, { return_errors = true })) do
      say("w5 93 " .. (x.ok and x.value or kind(x.error)))
    end
  end
  say("w5 102 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not q:full() then q:put_nowait(0) end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(1)
say('main cancels w1 ' .. yn(T.w1:cancel()))
ev:set()
if not q:full() then q:put_nowait(0) end
sleep(10)
say('main ends')
