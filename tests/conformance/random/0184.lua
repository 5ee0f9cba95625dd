-- random program 184
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
  do local _ <close> = lk:hold()
    say("w1 2 in")
    say("w1 size " .. q:size())
    local function f5()
      say("w1.f5 6")
      local function f8()
        say("w1.f5.f8 9")
        sleep(5)
        say("w1.f5.f8 11")
        return "f8"
      end
      local function f12()
        say("w1.f5.f12 13")
        say("w1.f5.f12 got " .. q:get())
        error("E15", 0)
      end
      local function f16()
        say("w1.f5.f16 17")
        q:put(18)
        say("w1.f5.f16 19 put 18")
        sleep(0)
        say("w1.f5.f16 21")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        return "f16"
      end
      do local dn, pn = wait({ spawn("f8", f8), spawn("f12", f12), spawn("f16", f16) }, { return_when = "first", timeout = 0 })
        say("w1.f5 7 done " .. #dn .. " pending " .. #pn) end
      do local ok, e = pcall(timeout, 0, function()
        ev:wait()
        say("w1.f5 25 ev")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        say("w1.f5 got " .. q:get())
      end)
        if is(e, Timeout) then say("w1.f5 23 timeout") elseif not ok then error(e, 0) end end
      return "f5"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f5", f5)
    end)
      if is(e, ErrorGroup) then say("w1 4 " .. kind(e)) elseif not ok then error(e, 0) end end
  end
  do local _ <close> = sm:hold()
    say("w1 29 in")
    do local ok, e = pcall(timeout, 5, function()
      local function f32()
        say("w1.f32 33")
        sleep(1)
        say("w1.f32 35")
        sleep(1)
        say("w1.f32 37")
        sleep(1)
        say("w1.f32 39")
        return "f32"
      end
      local function f40()
        say("w1.f40 41")
        ev:wait()
        say("w1.f40 43 ev")
        if T.w3 then say("w1.f40 cancels w3 " .. yn(T.w3:cancel())) end
        return "f40"
      end
      do local dn, pn = wait({ spawn("f32", f32), spawn("f40", f40) }, { return_when = "first", timeout = nil })
        say("w1 31 done " .. #dn .. " pending " .. #pn) end
    end)
      if is(e, Timeout) then say("w1 30 timeout") elseif not ok then error(e, 0) end end
    if not q:full() then q:put_nowait(45) end
    sleep(2)
    say("w1 47")
  end
  if not q:full() then q:put_nowait(48) end
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  say("w1 50 end")
end
local function w2()
  local function f52()
    say("w2.f52 53")
    do local _ <close> = lk:hold()
      say("w2.f52 55 in")
      say("w2.f52 57")
      sleep(3)
      say("w2.f52 59")
    end
    ev:clear()
    error("E61", 0)
  end
  do local ok, e = pcall(function() say("w2 51 " .. wait_for(5, spawn("f52", f52))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 51 err " .. kind(e)) else error(e, 0) end end end
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 62 ok") elseif type(e) == "string" then say("w2 62 err " .. kind(e)) else error(e, 0) end end
  ev:wait()
  say("w2 64 ev")
  ev:set()
  say("w2 67")
  say("w2 68 end")
end
local function w3()
  say("w3 70")
  do local _ <close> = defer(function()
    say("w3 71 finally")
  end)
    ev:clear()
    sleep(1)
    say("w3 74")
  end
  if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
  say("w3 76 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(0)
if not q:empty() then q:get_nowait() end
if not q:empty() then q:get_nowait() end
sleep(5)
say('main ends')
