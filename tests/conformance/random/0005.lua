-- random program 5
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  do local ok, e = pcall(function()
    sleep(1)
    say("w1 3")
    ev:set()
    do local _ <close> = sm:hold()
      say("w1 6 in")
      if T.w4 then say("w1 cancels w4 " .. yn(T.w4:cancel())) end
      local function f9()
        say("w1.f9 10")
        ev:set()
        say("w1.f9 13")
        sleep(2)
        say("w1.f9 15")
        return "f9"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f9", f9)
      end)
        if is(e, ErrorGroup) then say("w1 8 " .. kind(e)) elseif not ok then error(e, 0) end end
    end
  end)
    if is(e, Cancelled) then say("w1 1 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  do local _ <close> = cd:hold()
    cd:wait()
    say("w1 17 woken")
  end
  say("w1 18 end")
end
local function w2()
  sleep(1)
  say("w2 20")
  say("w2 size " .. q:size())
  say("w2 size " .. q:size())
  say("w2 23 end")
end
local function w3()
  ev:clear()
  ev:clear()
  say("w3 27")
  say("w3 29")
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  say("w3 31 end")
end
local function w4()
  q:put(32)
  say("w4 33 put 32")
  q:put(34)
  say("w4 35 put 34")
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w4 36 ok") elseif type(e) == "string" then say("w4 36 err " .. kind(e)) else error(e, 0) end end
  say("w4 37 end")
end
local function w5()
  local function f39()
    say("w5.f39 40")
    if not q:empty() then say("w5.f39 took " .. q:get_nowait()) end
    say("w5.f39 got " .. q:get())
    if not q:full() then q:put_nowait(43) end
    return "f39"
  end
  local function f44()
    say("w5.f44 45")
    if T.w1 then say("w5.f44 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    do local _ <close> = sm:hold()
      say("w5.f44 48 in")
      q:put(49)
      say("w5.f44 50 put 49")
      ev:wait()
      say("w5.f44 52 ev")
    end
    return "f44"
  end
  local function f53()
    say("w5.f53 54")
    if T.w5 then say("w5.f53 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    local function f57()
      say("w5.f53.f57 58")
      do local _ <close> = lk:hold()
        say("w5.f53.f57 60 in")
        ev:wait()
        say("w5.f53.f57 62 ev")
      end
      say("w5.f53.f57 got " .. q:get())
      ev:wait()
      say("w5.f53.f57 65 ev")
      return "f57"
    end
    do local dn, pn = wait({ spawn("f57", f57) }, { return_when = "first", timeout = 1 })
      say("w5.f53 56 done " .. #dn .. " pending " .. #pn) end
    return "f53"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f39", f39)
    tg:spawn("f44", f44)
    tg:spawn("f53", f53)
    say("w5 67")
    say("w5 got " .. q:get())
  end)
    if is(e, ErrorGroup) then say("w5 38 " .. kind(e)) elseif not ok then error(e, 0) end end
  if not q:full() then q:put_nowait(69) end
  say("w5 71")
  say("w5 72 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not q:empty() then q:get_nowait() end
ev:set()
say('main cancels w4 ' .. yn(T.w4:cancel()))
if not q:full() then q:put_nowait(0) end
if not q:empty() then q:get_nowait() end
sleep(5)
say('main ends')
