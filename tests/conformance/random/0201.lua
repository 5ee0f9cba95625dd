-- random program 201
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(1)
local function w1()
  do local _ <close> = lk:hold()
    say("w1 2 in")
    do local _ <close> = defer(function()
      say("w1 3 finally")
    end)
      do local ok, e = pcall(function()
        if T.w4 then say("w1 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        sleep(3)
        say("w1 7")
        say("w1 9")
      end)
        if is(e, Cancelled) then say("w1 4 cancelled swallow")
        elseif not ok then error(e, 0) end end
      local function f11()
        say("w1.f11 12")
        sleep(0)
        say("w1.f11 14")
        return "f11"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f11", f11)
        sleep(3)
        say("w1 16")
        say("w1 18")
      end)
        if is(e, ErrorGroup) then say("w1 10 " .. kind(e)) elseif not ok then error(e, 0) end end
    end
    say("w1 20")
    sleep(2)
    say("w1 22")
  end
  local function f24()
    say("w1.f24 25")
    say("w1.f24 27")
    local function f29()
      say("w1.f24.f29 30")
      ev:wait()
      say("w1.f24.f29 32 ev")
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      error("E35", 0)
    end
    do local ok, e = pcall(function() say("w1.f24 28 got " .. table.concat({ gather { spawn("f29", f29) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1.f24 28 err " .. kind(e)) else error(e, 0) end end end
    if not q:empty() then say("w1.f24 took " .. q:get_nowait()) end
    return "f24"
  end
  local function f37()
    say("w1.f37 38")
    if not q:empty() then say("w1.f37 took " .. q:get_nowait()) end
    return "f37"
  end
  local function f40()
    say("w1.f40 41")
    say("w1.f40 43")
    sleep(2)
    say("w1.f40 45")
    error("E46", 0)
  end
  for _, x in ipairs(gather({ spawn("f24", f24), spawn("f37", f37), spawn("f40", f40) }, { return_errors = true })) do
    say("w1 23 " .. (x.ok and x.value or kind(x.error)))
  end
  ev:set()
  current():cancel()
  say("w1 49 end")
end
local function w2()
  sleep(1)
  say("w2 51")
  do local _ <close> = lk:hold()
    say("w2 53 in")
    if T.w5 then say("w2 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end
  sleep(1)
  say("w2 56")
  if T.w4 then say("w2 cancels w4 " .. yn(T.w4:cancel())) end
  say("w2 58 end")
end
local function w3()
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w3 59 ok") elseif type(e) == "string" then say("w3 59 err " .. kind(e)) else error(e, 0) end end
  sleep(2)
  say("w3 61")
  local function f63()
    say("w3.f63 64")
    sleep(1)
    say("w3.f63 66")
    error("E67", 0)
  end
  local function f68()
    say("w3.f68 69")
    say("w3.f68 got " .. q:get())
    if T.w4 then say("w3.f68 cancels w4 " .. yn(T.w4:cancel())) end
    say("w3.f68 73")
    error("E74", 0)
  end
  local function f75()
    say("w3.f75 76")
    if T.w4 then say("w3.f75 cancels w4 " .. yn(T.w4:cancel())) end
    do local ok, e = pcall(function() T.w2:await() end)
      if ok then say("w3.f75 78 ok") elseif type(e) == "string" then say("w3.f75 78 err " .. kind(e)) else error(e, 0) end end
    say("w3.f75 got " .. q:get())
    return "f75"
  end
  for _, x in ipairs(gather({ spawn("f63", f63), spawn("f68", f68), spawn("f75", f75) }, { return_errors = true })) do
    say("w3 62 " .. (x.ok and x.value or kind(x.error)))
  end
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  say("w3 81 end")
end
local function w4()
  sleep(1)
  say("w4 83")
  do local ok, e = pcall(function()
    if not q:empty() then say("w4 took " .. q:get_nowait()) end
  end)
    if is(e, Cancelled) then say("w4 84 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  do local _ <close> = lk:hold()
    say("w4 87 in")
    say("w4 got " .. q:get())
  end
  say("w4 89 end")
end
local function w5()
  say("w5 91")
  say("w5 93")
  local function f95()
    say("w5.f95 96")
    if T.w5 then say("w5.f95 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f95"
  end
  local function f98()
    say("w5.f98 99")
    if not q:empty() then say("w5.f98 took " .. q:get_nowait()) end
    return "f98"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f95", f95), spawn("f98", f98) }, { timeout = nil }) do say("w5 94 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w5 94 err " .. kind(e)) else error(e, 0) end end end
  if not q:full() then q:put_nowait(101) end
  if T.w2 then say("w5 cancels w2 " .. yn(T.w2:cancel())) end
  say("w5 103 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
sleep(1)
sleep(1)
if not q:full() then q:put_nowait(0) end
sleep(5)
sleep(30)
say('main ends')
